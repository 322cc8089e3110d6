import type { Page } from '@playwright/test';

/**
 * What no page of the studio may do in any journey: complain on the console, throw, break its own policy (E4), or ask
 * anybody but its host.
 */
export class PageWatch {
  readonly #complaints: string[] = [];

  /** Before the page loads anything. */
  follow(page: Page): void {
    page.on('console', (message) => {
      const isComplaint = message.type() === 'error' || message.type() === 'warning';
      // A socket that closes because its host was ended is the browser's own line about what the journey did.
      if (isComplaint && !message.text().includes('WebSocket connection'))
        this.#complaints.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#complaints.push(`thrown: ${error.message}`));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      const own = page.url() === 'about:blank' ? origin : new URL(page.url()).origin;
      if (protocol !== 'blob:' && protocol !== 'data:' && origin !== own)
        this.#complaints.push(`asked ${request.url()}`);
    });
    page.on('crash', () => this.#complaints.push('the page crashed'));
  }

  /** Violations of the policy reach the console as errors too. */
  get complaints(): readonly string[] {
    return this.#complaints;
  }
}
