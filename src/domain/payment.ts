import type { MicroUsd } from './money.ts'

/** What somebody wants to pay, and where the payment page leads back to. */
export interface PaymentOrder {
  accountId: string
  /** Whole cents. */
  amount: MicroUsd
  successUrl: string
  cancelUrl: string
}

/** Money that has come in. */
export interface Payment {
  accountId: string
  amount: MicroUsd
  /** The same for every notice of the same payment. */
  reference: string
}

/** The notice is not from whom it says, or too old, or not readable: nothing of it may be believed. */
export class UntrustedNotice extends Error {
  constructor(cause: unknown) {
    super('a payment notice could not be trusted', { cause })
    this.name = 'UntrustedNotice'
  }
}

/** A payment service. It takes the money on pages of its own and sends notices, each perhaps many times. */
export interface Payments {
  /** Begins a payment; its page is where the payer goes. */
  begin(order: PaymentOrder): Promise<{ id: string; url: string }>
  /**
   * Reads a notice: `body` byte for byte as it came, `signature` from its header. undefined: no money of ours has come
   * in by it. Throws UntrustedNotice.
   */
  read(body: string, signature: string): Promise<Payment | undefined>
}

/** How callers can pay. Without an address the payment page leads back to this server. */
export interface RechargeTerms {
  payments: Payments
  min: MicroUsd
  max: MicroUsd
  successUrl: string | undefined
  cancelUrl: string | undefined
}
