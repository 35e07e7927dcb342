/** Where a fact was read. */
export interface Citation {
  /** What to look for: a repository and a file in it, an issue, the title of a page. */
  document: string;
  /** null: no address follows surely from the document. */
  address: string | null;
}

/** A GitHub repository, by owner and name: the maker of citations into it. */
export interface Repository {
  /** @param place what to look for in the file: a function, a heading */
  file(path: string, place?: string): Citation;
  /** An issue or a pull request. */
  issue(number: number): Citation;
}

/**
 * Addresses lead to the newest version of a file (`HEAD`, whatever the default branch is called):
 * facts are about drivers as they are today.
 *
 * @param name `owner/name`
 */
export function repository(name: string): Repository {
  const home = `https://github.com/${name}`;
  return {
    file: (path, place) => ({
      document: [name, path, place].filter((part) => part !== undefined).join(" "),
      address: `${home}/blob/HEAD/${path}`,
    }),
    issue: (number) => ({ document: `${name}#${number}`, address: `${home}/issues/${number}` }),
  };
}

/** Something that is no file of a repository. */
export function page(document: string, address: string | null = null): Citation {
  return { document, address };
}

/** The address where there is one, for a reader who wants to click. */
export function formatCitation({ document, address }: Citation): string {
  return address ?? document;
}
