import { expect } from "chai";
import { jsonpath, jsonpathAsJson } from "../../../../src/views/jsonpath/jsonpath.ts";
import { ViewError } from "../../../../src/views/view-error.ts";
import { hostile, optionsOf, shop } from "../sample-reports.ts";

const DATA = {
  s: "str",
  b: true,
  f: 1.5,
  n: null,
  e: [],
  nums: [1, 2, 3, 4, 5],
  nested: [
    [1, 2],
    [3, [4]],
  ],
  labels: { "a.b/c": "x", k: "v" },
  rows: [
    { a: 1, b: "x", c: true },
    { a: 2, b: "y" },
    { a: 3, b: "x", d: { e: "z" } },
  ],
};

function run(template: string, data: object = DATA, columns: number | null = null): string {
  return [...jsonpath(template)(data, optionsOf({ columns }))].join("");
}

/** What client-go v0.36.3 itself prints for the same template and the same data. */
const SAME_AS_KUBECTL: [template: string, text: string][] = [
  ["", ""],
  ["plain a}b", "plain a}b"],
  ["{.s}{.b}{.f}", "strtrue1.5"],
  ["{ .s }", "str"],
  ["{@.s}{$.s}", "strstr"],
  ["{.}", ""],
  ["{.s}}", "str}"],
  ["{.rows[1]}{range .rows[1]}{}{@}{end}", '{"a":2,"b":"y"}'.repeat(3)],
  ["{.missing}{.missing.x[0]}{.missing[*].y}", ""],
  ["{.n}", "null"],
  ["{.n.x}{.n[0]}{.n[*]}", ""],
  ["{.nums}", "[1,2,3,4,5]"],
  ["{.nums[*]}", "1 2 3 4 5"],
  ["{.nums[0]},{.nums[-1]}", "1,5"],
  ["{.nums[-1:]},{.nums[1:3]},{.nums[:2]},{.nums[::2]}", "5,2 3,1 2,1 3 5"],
  ["{.nums[0, 2,-1]}", "1 3 5"],
  ["{.nested[*][*]}", "1 2 3 [4]"],
  ["{.nested[1][1][0]}", "4"],
  ["{.labels.k}{.labels['k']}", "vv"],
  ["{.labels.a\\.b/c}{.labels['a\\.b/c']}", "xx"],
  ["{.labels['a.b/c']}", ""],
  ["{.rows[*].a}", "1 2 3"],
  ["{.rows.a}", ""],
  ["{.rows[*]['a','b']}", "1 2 3 x y x"],
  ["{.rows[*].d}", '{"e":"z"}'],
  ["{..a}", "1 2 3"],
  ["{..e}", "[] z"],
  ["{.rows[?(@.a>1)].b}", "y x"],
  ["{.rows[?(@.a >= 2)].b}", "y x"],
  ['{.rows[?(@.b=="x")].a}', "1 3"],
  ["{.rows[?(@.b!='x')].a}", "2"],
  ['{.rows[?(@.b>"x")].a}', "2"],
  ["{.rows[?(@.c)].a}", "1"],
  ["{.rows[?(@.c==true)].a}", "1"],
  ['{.rows[?(@.d.e=="z")].a}', "3"],
  ['{.rows[?(@..e=="z")].a}', "3"],
  ['{.rows[?(@.b==")")].a}', ""],
  ["{.nums[?(@>3)]}", "4 5"],
  ["{.nums[?(3<@)]}", "4 5"],
  ['{range .rows[*]}{.a}{"\\t"}{.b}{"\\n"}{end}.', "1\tx\n2\ty\n3\tx\n."],
  ["{range .nested[*]}[{range @[*]}{@},{end}]{end}", "[1,2,][3,[4],]"],
  ["{range .e[*]}x{end}y", "y"],
  ["{range .missing[*]}x{end}y", "y"],
  ["{range .nums}{@}{end}", "[1,2,3,4,5]"],
  ['{"a\\u0041\\x41\\101\\n"}', "aAAA\n"],
  ["{'a\\'b'}{\"}\"}", "a'b}"],
  ["{1}{-1}{1.5}{true}", "1-11.5true"],
];

/** The same, where client-go refuses. */
const REFUSED_AS_BY_KUBECTL: [template: string, message: string][] = [
  ["{s}", "unrecognized identifier s"],
  ["{.s", "unclosed action"],
  ["{.s\n}", "unclosed action"],
  ["{&}", "unrecognized character in action: U+0026 '&'"],
  ["{.nums[9]}", "array index out of bounds: index 9, length 5"],
  ["{.nums[-9]}", "array index out of bounds: index -4, length 5"],
  ["{.nums[3:1]}", "starting index 3 is greater than ending index 1"],
  ["{.nums[0:5:0]}", "step must be > 0"],
  ["{.nums[a]}", "invalid array index a"],
  ["{.nums[0", "unterminated array"],
  ["{.s[0]}", "string is not array or slice"],
  ["{.labels[0]}", "map[string]interface {} is not array or slice"],
  ["{.rows[?(@.a<>2)]}", "unrecognized filter operator <>"],
  ['{.rows[?(@.a=="x")]}', "incompatible types for comparison"],
  ["{.rows[?(@.c<true)]}", "invalid type for comparison"],
  ['{.rows[?(@.b=="x" && @.a==1)]}', "unrecognized character in action: U+0026 '&'"],
  ["{.rows[?(@.a==1]}", "unterminated filter"],
  ["{.rows[?(@.a==1)x}", "unclosed array expect ]"],
  ["{.nums[?(@.a)]", "unclosed action"],
  ["{....a}", "invalid multiple recursive descent"],
  ["{end}", "not in range, nothing to end"],
  ["{range .nums[*]}{@}{end}{end}", "not in range, nothing to end"],
  ['{"abc}', "unterminated quoted string"],
  ['{"\\q"}', 'unquote string "\\q" error invalid syntax'],
  ["{1.2.3}", "cannot parse number 1.2.3"],
];

describe("jsonpath", () => {
  for (const [template, text] of SAME_AS_KUBECTL) {
    it(`prints what kubectl prints for ${JSON.stringify(template)}`, () => {
      expect(run(template)).to.equal(text);
    });
  }

  for (const [template, message] of REFUSED_AS_BY_KUBECTL) {
    it(`refuses ${JSON.stringify(template)} in kubectl's words`, () => {
      expect(() => run(template)).to.throw(ViewError, message);
    });
  }

  it("tells a template that cannot be read from one that cannot be executed", () => {
    expect(() => jsonpath("{.a")).to.throw("error parsing jsonpath {.a, unclosed action");
    expect(() => run("{.nums[9]}")).to.throw('error executing jsonpath "{.nums[9]}": array index');
  });

  it("prints nothing at all where a later part fails", () => {
    const pieces = jsonpath("{.s}{.nums[9]}")(DATA, optionsOf())[Symbol.iterator]();
    expect(() => pieces.next()).to.throw(ViewError);
  });

  it("goes on behind an empty list, which client-go does not", () => {
    const data = { rows: [{ v: [1] }, { v: [] }, { v: [2] }] };
    expect(run("{.rows[*].v[*]}", data)).to.equal("1 2");
  });

  it("takes null for not known: equal to nothing, different from nothing", () => {
    const data = { rows: [{ v: null }, { v: "a" }], none: null };
    expect(run('{.rows[?(@.v=="a")]}{.rows[?(@.v!="a")]}', data)).to.equal('{"v":"a"}');
    expect(run('{.none[?(@.v=="a")]}', data)).to.equal("");
  });

  it("answers what people ask of a report", () => {
    expect(run("{.items[*].storage['namespace','name']}", shop)).to.equal(
      "shop shop shop db-data media old-logs",
    );
    expect(run("{.items[?(@.sharing.nodes>1)].storage.name}", shop)).to.equal("db-data media");
    expect(
      run('{range .items[*]}{.storage.name}: {.consumers[*].node}{"\\n"}{end}', shop),
    ).to.equal("db-data: node-a node-b\nmedia: node-a node-b node-c node-a\nold-logs: \n");
  });

  it("leaves data raw for a pipe, as kubectl does, and makes it harmless on a terminal", () => {
    const template = '{.items[0].consumers[0].pod}{"\\n"}';
    expect(run(template, hostile)).to.equal("p\r\nd\n");
    expect(run(template, hostile, 80)).to.equal("p\\r\\nd\n");
  });
});

describe("jsonpath-as-json", () => {
  it("prints what each action finds as one list", () => {
    const draw = (template: string) => [...jsonpathAsJson(template)(DATA, optionsOf())].join("");
    expect(draw("{.nums[:2]}")).to.equal("[\n    1,\n    2\n]\n");
    expect(draw("{.rows[1]}{.missing}")).to.equal(
      '[\n    {\n        "a": 2,\n        "b": "y"\n    }\n]\n[]\n',
    );
  });
});
