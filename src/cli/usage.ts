/** What is wrong with a call, and what to do about it. */
export const usage = (message: string, hint: string) => ({ problem: { code: 'usage', message, hint } }) as const
