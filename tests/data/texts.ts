/** Data files as people write them, each with three records or none. */

const bom = '\ufeff';

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}

const plainYaml = `# The projects of 2014
version: "1.0"
records:
  - title: Block backends
    difficulty: low      # as estimated
    description: Some text.

  - title: Tests
    difficulty: high
    contacts:
      - Mentor: George Dunlap
      - plain

  - title: Docs
other: {kept: as, it: is}
`;

const fourSpaces = `records:
    -   title: One
        description: |
            First line.

            Third line.
        gsoc: true
    -   title: Two
        contacts:
            -   Mentor: A
            -   B
    # between

    -   title: Three
        inserted: 2014-01-20
`;

const flushLeft = `---
records:
- title: "Double: quoted"
  description: 'It''s single'
  difficulty:
- title: Plain
  description: >-
    folded
    text

    more
  skills: # of the student
    own line
# at the end
- title: Third
  contacts:
  - a
  - b
...
`;

const flow = `# flow
records: [{title: A, difficulty: low}, {title: "B b", contacts: [x, {Mentor: y}]}, {}]
after: 1
`;

const flowLines = `{
  records: [
    {
      title: A, # first
      difficulty: low
    },
    {title: B},
    {
      title: C,
      contacts: [
        a,
        b,
      ],
    },
  ],
  other: x
}
`;

const mixed = `records:

  # about A

  - # the first
    title: A
    # about the text
    description: |2-
        indented
      text
    # after the text
  - {title: B, difficulty: high} # flow
  -
    title: C
    description: |+
      kept


# end
`;

const keeping = `records:
  - title: A
    description: |+
      text

  - title: B
    description: |+
      text


    difficulty: low

  - title: C
    difficulty: high


    # far comment
    skills: "one\\ntwo"

`;

const quotedNames = `"records":
   - "title": 'A'   # note
     'difficulty':   high
     description:
          long plain text
          over lines   # why
   - "title": 'B'
     skills: "a
       b"
     contacts: []


   - "title": 'C'
     contacts: {}
     gsoc: "yes"`;

/** YAML by style. */
export const yamlTexts: Readonly<Record<string, string>> = {
  plain: plainYaml,
  'four spaces': fourSpaces,
  'flush left, with document markers': flushLeft,
  'flow in one line': flow,
  'flow over lines': flowLines,
  'block and flow mixed': mixed,
  'blocks that keep blank lines': keeping,
  'quoted names, no final newline': quotedNames,
  CRLF: crlf(plainYaml),
  'CRLF with blocks': crlf(
    fourSpaces + keeping.slice('records:\n'.length).replaceAll(/^ {2}/gm, '    '),
  ),
  'byte order mark': bom + flushLeft,
  'byte order mark and CRLF': bom + crlf(mixed),
  'without records': 'before: 1\nrecords: [] # none yet\nafter: 2\n',
  'without records, no final newline': '---\nrecords: []',
};

const prettyJson = `{
  "version": 1.0,
  "records": [
    {
      "title": "A",
      "difficulty": "low",
      "contacts": ["x", "y"]
    },
    {
      "title": "\\u00e9 é",
      "gsoc": true,
      "contacts": [
        { "Mentor": "George" },
        "b"
      ]
    },
    {
      "title": "C"
    }
  ],
  "other": null
}
`;

/** JSON by style. */
export const jsonTexts: Readonly<Record<string, string>> = {
  pretty: prettyJson,
  tabs: prettyJson.replaceAll('  ', '\t'),
  minified: '{"records":[{"title":"A","difficulty":"low"},{"title":"B","gsoc":false},{}],"x":1}',
  'one record a line': `{ "records": [
  { "title": "A", "difficulty": "low" },
  { "title": "B", "contacts": ["x"] },
  { "title": "C" }
] }`,
  CRLF: crlf(prettyJson),
  'byte order mark': bom + prettyJson,
  'spaces before colons and commas': `{
    "records" : [ {
        "title" : "A" ,
        "difficulty" : 3
    } , {
        "title" : "B"
    } , {
        "title" : "C" ,
        "contacts" : [ ]
    } ]
}`,
  'without records': '{\n  "records": []\n}\n',
  'without records, in one line': '{"records": [], "after": 1}',
};

const plainCsv = `title,difficulty,description,inserted
Block backends,low,Some text.,2014-01-20
"Tests, many",high,"He said ""no"".
Then left.",
Docs,,"",2014-02-30
`;

/** CSV by style. */
export const csvTexts: Readonly<Record<string, string>> = {
  plain: plainCsv,
  semicolons: 'title;difficulty\nA;low\nB, b;"high"\nC;\n',
  tabs: 'title\tdifficulty\nA\tlow\n"B\tb"\thigh\nC\t\n',
  'all quoted': '"title","difficulty"\n"A","low"\n"B",""\n"C","high"\n',
  'needless quotes': 'title,difficulty\n"A",low\nB,"high"\nC,\n',
  CRLF: crlf(plainCsv),
  'byte order mark': bom + plainCsv,
  'no final newline': plainCsv.trimEnd(),
  'blank lines': 'title,difficulty\n\nA,low\nB,\n\nC,high\n\n',
  'without records': 'title,difficulty\n',
  'without records, no final newline': 'title,difficulty',
};
