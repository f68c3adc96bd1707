// The request of an exchange in more languages, by a library that knows each language's own way. What it
// leaves out of a program is put around it here: imports, and that the answer is printed.
import { snippetz } from '@scalar/snippetz';
import type { Exchange } from '../contract/document.ts';
import { headersOf, idempotencyHeader, urlOf } from './samples.ts';

/** How a language's sample is made. */
interface Language {
  label: string;
  /** The highlighter's name for it. */
  lang: string;
  code(exchange: Exchange): string;
}

const library = snippetz();

/** By its id: with what a reader finds in the language's own box, where there is such a thing. */
export const languages = {
  python: {
    label: 'Python',
    lang: 'python',
    code: (exchange) => `import requests

response = ${printed(exchange, 'python', 'requests')}
print(response.status_code, response.text)`,
  },
  php: {
    label: 'PHP',
    lang: 'php',
    code: (exchange) => `<?php
${printed(exchange, 'php', 'curl')}`,
  },
  go: {
    label: 'Go',
    lang: 'go',
    // It ignores errors and prints a struct.
    code: (exchange) =>
      printed(exchange, 'go', 'native')
        .replace(
          'res, _ := http.DefaultClient.Do(req)\n',
          'res, err := http.DefaultClient.Do(req)\n\tif err != nil {\n\t\tpanic(err)\n\t}\n',
        )
        .replace('fmt.Println(res)\n', 'fmt.Println(res.StatusCode)\n'),
  },
  java: {
    label: 'Java',
    lang: 'java',
    code: (exchange) => `import java.net.http.*;

public class Main {
  public static void main(String[] arguments) throws Exception {
${indented(printed(exchange, 'java', 'nethttp'), '    ')}
  }
}`,
  },
  csharp: {
    label: 'C#',
    lang: 'csharp',
    code: (exchange) => `${printed(exchange, 'csharp', 'httpclient')}
Console.WriteLine($"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");`,
  },
  ruby: {
    label: 'Ruby',
    lang: 'ruby',
    // Within a plain heredoc Ruby would read the escapes of JSON as its own.
    code: (exchange) => printed(exchange, 'ruby', 'native').replace('<<~JSON', "<<~'JSON'"),
  },
} satisfies Record<string, Language>;

type Print = Parameters<typeof library.print>;

function printed(exchange: Exchange, language: Print[0], client: Print[1]): string {
  const { method, request } = exchange;
  const headers = { ...headersOf(exchange), ...idempotencyHeader(exchange) };
  const code = library.print(language, client, {
    method: method.toUpperCase(),
    url: urlOf(exchange),
    headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
    ...(request !== undefined && {
      postData: {
        mimeType: headers['Content-Type'] ?? 'application/json',
        text: JSON.stringify(request, null, 2),
      },
    }),
  });
  if (code === undefined) throw new Error(`There is no way to print ${language} by ${client}.`);
  return code.trimEnd();
}

const indented = (text: string, by: string): string => text.replace(/^(?=.)/gm, by);
