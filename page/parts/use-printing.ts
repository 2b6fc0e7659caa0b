import { useEffect, useState } from 'preact/hooks'

/** True while the page is printed. */
export function usePrinting(): boolean {
  const [prints, setPrints] = useState(false)
  useEffect(() => {
    const media = matchMedia('print')
    const onChange = () => setPrints(media.matches)
    const [before, after] = [() => setPrints(true), () => setPrints(false)]
    media.addEventListener('change', onChange)
    addEventListener('beforeprint', before)
    addEventListener('afterprint', after)
    return () => {
      media.removeEventListener('change', onChange)
      removeEventListener('beforeprint', before)
      removeEventListener('afterprint', after)
    }
  }, [])
  return prints
}
