/** What of zod the schemas of the built-in plugins are made of; the program loads it when the first of them is needed (build/zod-when-used.mjs). */
export {
  array,
  boolean,
  custom,
  enum,
  int,
  literal,
  never,
  number,
  object,
  record,
  strictObject,
  string,
  toJSONSchema,
  tuple,
  union,
  unknown,
} from 'zod'
