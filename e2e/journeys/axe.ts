import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** Everything that axe finds on the page, one line a node; empty on a good day. */
export async function findingsOfAxe(page: Page): Promise<readonly string[]> {
  // Legacy mode opens no second page, which a window of the desktop application could not do.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id} (${help}): ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
  );
}

export async function expectNothingFromAxe(page: Page, where: string): Promise<void> {
  expect(await findingsOfAxe(page), where).toEqual([]);
}
