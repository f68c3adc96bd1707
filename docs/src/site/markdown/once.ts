/** The same function, but it works out each answer once: operations share most of their texts. */
export function once<Texts extends string[], Answer>(
  work: (...texts: Texts) => Answer,
): (...texts: Texts) => Answer {
  const answers = new Map<string, Answer>();
  return (...texts) => {
    const key = JSON.stringify(texts);
    const known = answers.get(key);
    if (known !== undefined) return known;
    const answer = work(...texts);
    answers.set(key, answer);
    return answer;
  };
}
