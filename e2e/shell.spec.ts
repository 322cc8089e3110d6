import { expect, test } from './fixtures.ts';

test.describe('shell', () => {
  // The first journey breaks the policy to see it hold, which the browser tells on the console.
  test.use({ startsWith: 'nothing', pageMustBeCalm: false });

  test('E4 the page starts under the policy, and the policy holds', async ({ studio }) => {
    const { page } = studio;
    await expect(page.locator('#root')).not.toBeEmpty();
    expect(await page.title()).toContain('Pack Studio');
    const violations = await page.evaluate(async () => {
      const seen: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => seen.push(event.effectiveDirective));
      const style = document.createElement('style');
      style.textContent = 'body { outline: 1px solid red }';
      document.head.append(style);
      const script = document.createElement('script');
      script.textContent = 'window.injected = true';
      document.head.append(script);
      const image = new Image();
      image.src = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';
      await fetch('https://example.org/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
      style.remove();
      script.remove();
      return { seen: [...new Set(seen)].sort(), injected: 'injected' in window };
    });
    expect(violations).toEqual({
      seen: ['connect-src', 'img-src', 'script-src-elem', 'style-src-elem'],
      injected: false,
    });
  });

  test('E4 the page itself never breaks the policy, and finds its host again after a reload', async ({
    studio,
  }) => {
    const { page } = studio;
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.addInitScript(() => {
      const broken: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective));
      Reflect.set(window, 'brokenDirectives', broken);
    });
    await page.reload();
    await expect(page.getByRole('button').first()).toBeVisible();
    expect(await page.evaluate((): unknown => Reflect.get(window, 'brokenDirectives'))).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test('E12 the page sees one frozen object, or none in a browser', async ({ studio, hostKind }) => {
    const bridge = await studio.page.evaluate(() => {
      const exposed: unknown = Reflect.get(window, 'packStudio');
      return {
        members: exposed === undefined ? [] : Object.keys(exposed ?? {}).sort(),
        isFrozen: Object.isFrozen(exposed),
        hasNode: 'require' in window || 'process' in window || 'module' in window,
      };
    });
    expect(bridge).toEqual({
      members: hostKind === 'loopback' ? [] : ['invoke', 'onCommand', 'open'],
      isFrozen: true,
      hasNode: false,
    });
  });
});

test('the project that the host was started with is open', async ({ studio }) => {
  await expect(studio.page.getByText('lantern-cave').first()).toBeVisible();
});
