/** `node bench/peers/asar-pack.ts FOLDER OUTPUT`: packs a folder with `@electron/asar`. */
import { createPackage } from '@electron/asar';

const [folder, output] = process.argv.slice(2);
if (folder === undefined || output === undefined) throw new Error('usage: asar-pack.ts FOLDER OUTPUT');
await createPackage(folder, output);
