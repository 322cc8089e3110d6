/**
 * Version of everything in the packer that affects bytes beside the encoders, which carry their own: raised whenever
 * equal inputs would give other bytes (asset-workspace 6). A cache of another version is ignored.
 */
export const PACKER_VERSION = '1';
