/** Lets a long synchronous loop give way: no task over 50 ms, cancel within 200 ms (experience "Manners"). */
export interface TimeSlice {
  /** True when the slice is used up and the loop should await `pause`. */
  due(): boolean;
  /** Gives other work a turn, then throws `CANCELLED` if the job was cancelled meanwhile. */
  pause(): Promise<void>;
}
