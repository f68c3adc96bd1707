/** The address of a stylesheet in the built site. */
declare module '*.css?url' {
  const address: string;
  export default address;
}
