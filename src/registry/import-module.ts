/**
 * Loads a module by its URL. It stands by itself because code that V8 has compiled ahead cannot import what is outside of it
 * (Node 20 loses the script's loader): the command line's build leaves this file as it is, and bundles the rest.
 */
export const importModule = (url: string): Promise<unknown> => import(url)
