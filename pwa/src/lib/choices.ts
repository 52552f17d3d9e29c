/** One thing of a long list somebody chooses from. */
export interface Choice {
  id: string;
  title: string;
  /** Tells those with the same title apart. */
  detail?: string;
}

export interface Choices {
  items: readonly Choice[];
  /** There are further ones: typing on narrows them down. */
  more: boolean;
}
