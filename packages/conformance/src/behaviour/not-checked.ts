/** Thrown where a case cannot be judged, with what it lacks. */
export class NotChecked extends Error {}
