export function fontsInto(folder: string): Promise<void>
