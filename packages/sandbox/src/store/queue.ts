interface Place<T> {
  readonly item: T;
  next: Place<T> | undefined;
}

/** First in, first out. An array's own `shift` moves every element. */
export class Queue<T> {
  #first: Place<T> | undefined;
  #last: Place<T> | undefined;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get first(): T | undefined {
    return this.#first?.item;
  }

  push(item: T): void {
    const place: Place<T> = { item, next: undefined };
    if (this.#last) this.#last.next = place;
    else this.#first = place;
    this.#last = place;
    this.#length++;
  }

  shift(): T | undefined {
    const place = this.#first;
    if (!place) return undefined;
    this.#first = place.next;
    if (!place.next) this.#last = undefined;
    this.#length--;
    return place.item;
  }

  *[Symbol.iterator](): Iterator<T> {
    for (let place = this.#first; place; place = place.next) yield place.item;
  }
}
