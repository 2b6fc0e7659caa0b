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
    if (waits.current !== undefined || isReported(place)) return
    waits.current = setTimeout(() => report(), between)
  }, [time, row, view])
  useEffect(() => {
    // What a reader turns to may be the button that copies the address.
    const atOnce = () => {
      if (!isReported(latest.current.place)) report()
    }
    const occasions = ['pointerdown', 'focusin']
    for (const occasion of occasions) document.addEventListener(occasion, atOnce, true)
    return () => {
      clearTimeout(waits.current)
      for (const occasion of occasions) document.removeEventListener(occasion, atOnce, true)
    }
  }, [])

  function isReported({ time: at, row: one, view: shown }: ReplayPlace): boolean {
    const { reported } = latest.current
    return reported.time === at && reported.row === one && reported.view === shown
  }

  function report(): void {
    clearTimeout(waits.current)
    waits.current = undefined
    latest.current.reported = latest.current.place
    latest.current.onPlace?.(latest.current.place)
  }
}
