import type { RefObject } from 'preact'
import { useLayoutEffect, useState } from 'preact/hooks'

/** The inner size of an element in pixels, as it is now; 0 before it is drawn. */
export function useSize(element: RefObject<HTMLElement | null>): { readonly width: number; readonly height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 })
  useLayoutEffect(() => {
    const watched = element.current
    if (watched === null) return
    const measure = () =>
      setSize((before) => {
        const { clientWidth: width, clientHeight: height } = watched
        return before.width === width && before.height === height ? before : { width, height }
      })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(watched)
    return () => observer.disconnect()
  }, [])
  return size
}
