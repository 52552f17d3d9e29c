import { failureText, type Failure } from '#api/client.ts';
import { t } from '#i18n/index.svelte.ts';
import { chooseStand, loadPlan, loadStand, standsOf, syncPlan } from './desks.ts';
import type { DeskPlan, Stand } from './desks.ts';

/** Which meeting this phone serves and where it stands, from the last visit and then from the server. */
export class Standing {
  plan = $state.raw<DeskPlan>();
  /** Where this phone stands; without one it has to be chosen. */
  at = $state.raw<Stand>();
  problem = $state('');
  /** The server said that this account may not, or no longer. */
  refused = $state(false);
  readonly stands = $derived(this.plan ? standsOf(this.plan, t('attendance.stand_main')) : []);
  readonly #meeting: () => string;

  constructor(meeting: () => string) {
    this.#meeting = meeting;
  }

  async open(): Promise<void> {
    await this.#show(await loadPlan(this.#meeting()));
    const result = await syncPlan(this.#meeting());
    if (result.ok) {
      this.problem = '';
      this.refused = false;
      await this.#show(result.data);
    } else this.#fail(result);
  }

  async choose(stand: Stand): Promise<void> {
    this.at = stand;
    await chooseStand(this.#meeting(), stand);
  }

  async #show(plan: DeskPlan | undefined): Promise<void> {
    if (!plan) return;
    this.plan = plan;
    const kept = await loadStand(this.#meeting(), this.stands);
    if (kept?.id !== this.at?.id || !this.at) this.at = kept;
  }

  #fail(failure: Failure): void {
    this.problem = failureText(failure);
    this.refused = 'problem' in failure && [403, 404].includes(failure.problem.status);
  }
}
