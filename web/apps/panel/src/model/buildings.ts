/** 棟: which building a visitor at a station of several looks for. Asked first, and forgotten with the visit. */
import type { ShowPanel } from "@genkan/contract";

export interface Building {
  id: string;
  name: string;
}

export class BuildingChoice {
  #buildings: readonly Building[] = [];
  #chosenId: string | null = null;

  follow({ buildings = [] }: ShowPanel): void {
    this.#buildings = buildings.map(({ building_id, name }) => ({ id: building_id, name }));
    if (!this.#buildings.some(({ id }) => id === this.#chosenId)) this.#chosenId = null;
  }

  /** Those to choose from; none at a station of one building, where nothing is asked. */
  get offered(): readonly Building[] {
    return this.#buildings.length > 1 ? this.#buildings : [];
  }

  /** The one that was chosen, or that is the only one with homes. */
  get chosen(): Building | null {
    if (this.#buildings.length === 1) return this.#buildings[0] ?? null;
    return this.#buildings.find(({ id }) => id === this.#chosenId) ?? null;
  }

  get mustChoose(): boolean {
    return this.offered.length > 0 && this.chosen === null;
  }

  choose(id: string): void {
    this.#chosenId = id;
  }

  forget(): void {
    this.#chosenId = null;
  }
}
