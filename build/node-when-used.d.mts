export function nodeWhenUsed(text: string): string
export function inAscii(text: string): string
