import { useEffect, useRef } from 'preact/hooks'
import type { ReplayPlace } from './place.ts'

/** Milliseconds between two reports: browsers refuse a page that changes its address all the time. */
const between = 400

/** Reports where the reader is when that has changed, at most once in a while. */
export function usePlaceChanges(place: ReplayPlace, onPlace: ((place: ReplayPlace) => void) | undefined): void {
  const waits = useRef<number | undefined>(undefined)
  const latest = useRef({ place, onPlace, reported: place })
  latest.current.place = place
  latest.current.onPlace = onPlace
  const { time, row, view } = place
  useEffect(() => {
    const { reported } = latest.current
    if (waits.current !== undefined || (reported.time === time && reported.row === row && reported.view === view))
      return
    waits.current = setTimeout(() => {
      waits.current = undefined
      latest.current.reported = latest.current.place
      latest.current.onPlace?.(latest.current.place)
    }, between)
  }, [time, row, view])
  useEffect(() => () => clearTimeout(waits.current), [])
}
