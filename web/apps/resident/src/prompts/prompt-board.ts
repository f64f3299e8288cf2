/** Questions of a door station to the household's phones: a PIN was typed, shall the door open? */
import type { AppLink } from "@genkan/calls";
import type { AppDown } from "@genkan/contract";
import { type Answer, type Readable, Store } from "@genkan/link";

export type Prompt = AppDown["show.prompts"]["prompts"][number];

export class PromptBoard {
  readonly #link: AppLink;
  readonly #view = new Store<readonly Prompt[]>([]);

  constructor(link: AppLink) {
    this.#link = link;
  }

  /** Follow what is asked; the returned function ends it. */
  open(): () => void {
    return this.#link.on("show.prompts", ({ prompts }) => this.#view.set(prompts));
  }

  /** What is asked now, the oldest first. */
  get view(): Readable<readonly Prompt[]> {
    return this.#view;
  }

  /** The server's time. */
  readonly now = (): number => this.#link.clock.now();

  /** Answer, and take the question away at once: a second tap must not be possible. */
  async answer(promptId: string, isAllowed: boolean): Promise<Answer<unknown>> {
    const answer = await this.#link.ask("prompt.answer", { prompt_id: promptId, allow: isAllowed });
    if (answer.ok) this.drop(promptId);
    return answer;
  }

  drop(promptId: string): void {
    this.#view.set(this.#view.get().filter((prompt) => prompt.prompt_id !== promptId));
  }
}
