/** What is typed before a subject, in what errors propose. */
export const ASK = "kubectl shared explain";
