import * as fs from 'node:fs';
import fc from 'fast-check';
import type { DiskProject } from '#core/testing/disk-project.ts';
import { addAsset, ASSET_KINDS, type AssetKind, writeInputs } from './rich-project.ts';

/** One thing that an artist does between two packs. `pick` chooses among the assets that are there. */
export type Edit =
  | { readonly kind: 'add'; readonly asset: AssetKind; readonly folder: string; readonly seed: number }
  | { readonly kind: 'remove' | 'exclude' | 'touch' | 'keepFacts' | 'spoil' | 'extra'; readonly pick: number }
  | { readonly kind: 'swap'; readonly pick: number; readonly other: number }
  | { readonly kind: 'move'; readonly pick: number; readonly folder: string }
  | { readonly kind: 'inputs'; readonly pick: number; readonly seed: number }
  | { readonly kind: 'rename'; readonly pick: number; readonly name: string }
  | { readonly kind: 'preload'; readonly pick: number; readonly enabled: boolean }
  | { readonly kind: 'lose'; readonly file: string }
  | { readonly kind: 'mend' };

const pick = fc.nat(1000);
const folder = fc.constantFrom('a', 'B', 'ä/ı', 'deep/er/and/er', 'İ');
const LOSABLE = [
  'assets/.prometeu/cache.json',
  'build/assets.pa',
  'build/asset_table.json',
  'build/preload.json',
  'build/asset_table_metadata.json',
];

export const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ kind: fc.constant('add'), asset: fc.constantFrom(...ASSET_KINDS), folder, seed: pick }),
  fc.record({
    kind: fc.constantFrom('remove', 'exclude', 'touch', 'keepFacts', 'spoil', 'extra'),
    pick,
  }),
  fc.record({ kind: fc.constant('swap'), pick, other: pick }),
  fc.record({ kind: fc.constant('move'), pick, folder }),
  fc.record({ kind: fc.constant('inputs'), pick, seed: pick }),
  fc.record({ kind: fc.constant('rename'), pick, name: fc.constantFrom('hero', 'Hero', 'héros', '英雄') }),
  fc.record({ kind: fc.constant('preload'), pick, enabled: fc.boolean() }),
  fc.record({ kind: fc.constant('mend') }),
  fc.record({ kind: fc.constant('lose'), file: fc.constantFrom(...LOSABLE) }),
);

interface Made {
  readonly assetId: number;
  readonly kind: AssetKind;
  seed: number;
  included: boolean;
}

/** A project that is edited at random and remembers what it did, so that spoilt assets can be mended. */
export class EditedProject {
  readonly project: DiskProject;
  readonly #made: Made[] = [];
  #nextId = 1;

  constructor(project: DiskProject) {
    this.project = project;
  }

  apply(edit: Edit): void {
    if (edit.kind === 'add') {
      this.#add(edit.asset, edit.folder, edit.seed);
      return;
    }
    if (edit.kind === 'lose') {
      fs.rmSync(this.project.path(edit.file), { force: true });
      return;
    }
    if (edit.kind === 'mend') {
      this.mend();
      return;
    }
    const made = this.#pick(edit.pick);
    if (made === undefined) return;
    const root = this.project.rootOf(made.assetId);
    switch (edit.kind) {
      case 'remove':
        this.project.removeAsset(made.assetId);
        this.#made.splice(this.#made.indexOf(made), 1);
        return;
      case 'exclude':
        made.included = !made.included;
        this.project.setIncluded(made.assetId, made.included);
        return;
      case 'move':
        this.project.moveRoot(made.assetId, `${edit.folder}/moved ${this.#nextId++}`);
        return;
      case 'inputs':
        made.seed = edit.seed;
        writeInputs(this.project, made.kind, root, edit.seed);
        return;
      case 'rename':
        this.project.editDeclaration(root, { name: edit.name });
        return;
      case 'preload':
        this.project.editDeclaration(root, { preload: { enabled: edit.enabled } });
        return;
      case 'touch':
        fs.utimesSync(this.#firstInput(root), 1_000_000_000, 1_000_000_000);
        return;
      case 'extra':
        this.project.write(`assets/${root}/extra/unused ${this.#nextId++}.txt`, 'unused');
        return;
      case 'spoil':
        fs.writeFileSync(this.#firstInput(root), '');
        return;
      case 'keepFacts':
        this.#changeKeepingFacts(made, root);
        return;
      case 'swap':
        this.#swap(made, this.#pick(edit.other));
        return;
    }
  }

  /** Mends what `spoil` broke, so that the project packs. */
  mend(): void {
    for (const made of this.#made)
      writeInputs(this.project, made.kind, this.project.rootOf(made.assetId), made.seed);
  }

  #pick(number: number): Made | undefined {
    return this.#made[number % Math.max(1, this.#made.length)];
  }

  #add(kind: AssetKind, folderName: string, seed: number): void {
    const assetId = this.#nextId++;
    addAsset(this.project, assetId, kind, `${folderName}/made ${assetId}`, seed);
    this.#made.push({ assetId, kind, seed, included: true });
  }

  #firstInput(root: string): string {
    const folderPath = this.project.path(`assets/${root}`);
    const names = fs.readdirSync(folderPath).filter((name) => /\.(png|wav|bin|lvl)$/u.test(name));
    return `${folderPath}/${names.sort()[0] ?? 'asset.json'}`;
  }

  /** Other bytes of equal size under the old modification time. */
  #changeKeepingFacts(made: Made, root: string): void {
    const path = this.#firstInput(root);
    const { size, mtime } = fs.statSync(path);
    made.seed += 1;
    writeInputs(this.project, made.kind, root, made.seed);
    if (fs.statSync(path).size === size) fs.utimesSync(path, mtime, mtime);
  }

  /** Two roots of one kind change places: every path is still there, with another file behind it. */
  #swap(one: Made, other: Made | undefined): void {
    if (other === undefined || other === one) return;
    const roots = [this.project.rootOf(one.assetId), this.project.rootOf(other.assetId)] as const;
    this.project.moveRoot(one.assetId, 'swap/waiting');
    this.project.moveRoot(other.assetId, roots[0]);
    this.project.moveRoot(one.assetId, roots[1]);
  }
}
