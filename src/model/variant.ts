/** Which of several runs of one file it is; without keys where the file has only one. */
export interface Variant {
  /** Values of the matrix that it runs with, by their names. */
  readonly matrix?: Readonly<Record<string, string>>
  /** The project of the configuration that it belongs to. */
  readonly project?: string
}
