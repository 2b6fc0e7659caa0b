export { asPrinted } from '../text/as-printed.ts'
export { widthOf, wrap } from '../text/wrap.ts'
