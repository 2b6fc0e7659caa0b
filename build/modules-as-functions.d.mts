export function modulesAsFunctions(text: string): string
