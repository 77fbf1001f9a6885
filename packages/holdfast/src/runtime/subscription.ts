// What whoever listens holds in the hand.

export interface Subscription {
  /** Ends the delivery. */
  close(): void;
}
