/** How bytes have come. */
export interface Received {
  readonly stream?: string
  /** They are a whole line by themselves. */
  readonly message?: 'text' | 'binary'
  /** They do not count: they stand in the recording, and nowhere else. */
  readonly ignored?: boolean
  /** Their memory is used for other bytes when the call has returned, so that what is needed later is copied. */
  readonly reused?: boolean
}
