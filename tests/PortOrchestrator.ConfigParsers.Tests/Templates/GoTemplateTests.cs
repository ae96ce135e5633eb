using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.Tests.Templates;

internal sealed class GoTemplateTests : TemplateFixture
{
    // What Go itself renders.
    [TestCase("{{.S}}", "hello")]
    [TestCase("{{ .I }} {{.F}} {{.T}} {{.B}} {{.N}} {{.X}} {{.L}} {{.M}} {{.EL}} {{.EM}}", "42 3.25 true false <no value> <no value> [a 1 2.5 true <nil>] map[a:x b:2 n:map[k:v]] [] map[]")]
    [TestCase("a {{- .S -}} b", "ahellob")]
    [TestCase("a  {{- 3}} b", "a3 b")]
    [TestCase("a {{/* c */}} b", "a  b")]
    [TestCase("a {{- /* c */ -}} b", "ab")]
    [TestCase("{{.M.n.k}} {{.M.zz}} {{.X.y.z}}", "v <no value> <no value>")]
    [TestCase("{{$.M.a}} {{$}}", "x map[B:false E: EL:[] EM:map[] F:3.25 H:<a href='x'>&\"q\"</a> I:42 L:[a 1 2.5 true <nil>] M:map[a:x b:2 n:map[k:v]] N:<nil> S:hello T:true U:é日\u200B Z:0]")]
    [TestCase("{{$x := .I}}{{$x}}{{$x = 7}}{{$x}}", "427")]
    [TestCase("{{$x := .M}}{{$x.n.k}}", "v")]
    [TestCase("{{if .T}}yes{{else}}no{{end}}", "yes")]
    [TestCase("{{if .E}}yes{{else if .Z}}zero{{else if .S}}S{{else}}no{{end}}", "S")]
    [TestCase("{{if .X}}a{{end}}b", "b")]
    [TestCase("{{if not .X}}a{{end}}b", "ab")]
    [TestCase("{{if and .T .S}}a{{end}}{{if or .B .E}}b{{else}}c{{end}}", "ac")]
    [TestCase("{{and .T .S .I}} {{or .B .E .Z .S}} {{and .T .E .I}} {{or .B .E}}", "42 hello  ")]
    [TestCase("{{with .M.n}}{{.k}}{{else}}none{{end}}", "v")]
    [TestCase("{{with .X}}x{{else}}none{{end}}", "none")]
    [TestCase("{{with $v := .M}}{{$v.a}}{{.a}}{{end}}", "xx")]
    [TestCase("{{range .L}}[{{.}}]{{end}}", "[a][1][2.5][true][<no value>]")]
    [TestCase("{{range $i, $e := .L}}{{$i}}={{$e}};{{end}}", "0=a;1=1;2=2.5;3=true;4=<no value>;")]
    [TestCase("{{range $e := .L}}{{$e}};{{end}}", "a;1;2.5;true;<no value>;")]
    [TestCase("{{range $k, $v := .M}}{{$k}}={{$v}};{{end}}", "a=x;b=2;n=map[k:v];")]
    [TestCase("{{range .M}}<{{.}}>{{end}}", "<x><2><map[k:v]>")]
    [TestCase("{{range .EL}}x{{else}}empty{{end}}", "empty")]
    [TestCase("{{range .X}}x{{else}}empty{{end}}", "empty")]
    [TestCase("{{range .N}}x{{else}}empty{{end}}", "empty")]
    [TestCase("{{range $i, $e := .L}}{{if eq $i 1}}{{continue}}{{end}}{{$e}}{{end}}", "a2.5true<no value>")]
    [TestCase("{{range $i, $_ := .L}}{{range $.EL}}{{else}}{{$i}}{{end}}{{end}}", "01234")]
    [TestCase("{{eq .I 42}} {{eq .S \"hello\"}} {{eq .S \"a\" \"hello\"}} {{ne .S \"x\"}} {{eq .T true}}", "true true true true true")]
    [TestCase("{{eq .X \"a\"}} {{ne .X \"a\"}} {{eq .X nil}} {{eq .N nil}}", "false true true true")]
    [TestCase("{{eq .S nil}}", "false")]
    [TestCase("{{eq .M .X}}", "false")]
    [TestCase("{{lt 1 2}} {{le 2 2}} {{gt 2 1}} {{ge 1 2}} {{lt \"a\" \"b\"}} {{lt 1.5 .F}} {{gt .F 1.0}}", "true true true false true true true")]
    [TestCase("{{len .S}} {{len .L}} {{len .M}} {{len .U}} {{len \"日\"}}", "5 5 3 8 3")]
    [TestCase("{{index .L 0}} {{index .M \"a\"}} {{index .M \"n\" \"k\"}} {{index .M \"zz\"}} {{index .S 0}}", "a x v <no value> 104")]
    [TestCase("{{index .L}}", "[a 1 2.5 true <nil>]")]
    [TestCase("{{slice .S 1 3}} {{slice .S 2}} {{slice .S}} {{slice .L 1 3}}", "el llo hello [1 2.5]")]
    [TestCase("{{slice .L 0 1 2}}", "[a]")]
    [TestCase("{{print .S .I .F}} {{print 1 2 \"a\" \"b\" 3 4}} {{print .X}} {{print .L .M}} {{print}}", "hello42 3.25 1 2ab3 4 <nil> [a 1 2.5 true <nil>] map[a:x b:2 n:map[k:v]] ")]
    [TestCase("{{println .S 1}}|", "hello 1\n|")]
    [TestCase("{{\"quoted\" | print}}", "quoted")]
    [TestCase("{{print nil}}", "<nil>")]
    [TestCase("{{true}} {{false}} {{1}} {{\"x\"}} {{`r\\n`}} {{'a'}} {{1.5}} {{0x1F}} {{0b11}} {{0o17}} {{017}} {{1_000}} {{1e3}} {{.5}} {{5.}} {{'\\n'}} {{'\\''}} {{-3}} {{+3}}", "true false 1 x r\\n 97 1.5 31 3 15 15 1000 1000 0.5 5 10 39 -3 3")]
    [TestCase("{{9223372036854775807}} {{-9223372036854775808}}", "9223372036854775807 -9223372036854775808")]
    [TestCase("{{\"a\\u00e9\\x41\\101\\U0001F600\"}}", "aéAA😀")]
    [TestCase("line`}}", "line`}}")]
    [TestCase("{{(.S)}}{{((.I))}}", "hello42")]
    [TestCase("{{html .H}} {{js .H}} {{urlquery .H}}", "&lt;a href=&#39;x&#39;&gt;&amp;&#34;q&#34;&lt;/a&gt; \\u003Ca href\\u003D\\'x\\'\\u003E\\u0026\\\"q\\\"\\u003C/a\\u003E %3Ca+href%3D%27x%27%3E%26%22q%22%3C%2Fa%3E")]
    [TestCase("{{html .I .S .X}} {{urlquery \"a b+c/é~-_.\"}} {{js \"a\\nb\\\\c'日=\\u2028\"}}", "42hello&lt;no value&gt; a+b%2Bc%2F%C3%A9~-_. a\\u000Ab\\\\c\\'日\\u003D\\u2028")]
    [TestCase("{{html 1 2}} {{html \"a\" 1 2 .X .X}}", "1 2 a1 2&lt;no value&gt;&lt;no value&gt;")]
    [TestCase("{{.H | html}}", "&lt;a href=&#39;x&#39;&gt;&amp;&#34;q&#34;&lt;/a&gt;")]
    [TestCase("a}}b", "a}}b")]
    [TestCase("{{.S }}}}", "hello}}")]
    [TestCase("{{\"}}\"}}{{\"{{\"}}", "}}{{")]
    [TestCase("{{. }}", "map[B:false E: EL:[] EM:map[] F:3.25 H:<a href='x'>&\"q\"</a> I:42 L:[a 1 2.5 true <nil>] M:map[a:x b:2 n:map[k:v]] N:<nil> S:hello T:true U:é日\u200B Z:0]")]
    [TestCase("{{.}}", "map[B:false E: EL:[] EM:map[] F:3.25 H:<a href='x'>&\"q\"</a> I:42 L:[a 1 2.5 true <nil>] M:map[a:x b:2 n:map[k:v]] N:<nil> S:hello T:true U:é日\u200B Z:0]")]
    [TestCase("{{.S|len}}", "5")]
    [TestCase("{{(.S|len)}}", "5")]
    [TestCase("{{eq (.S) \"hello\"}}", "true")]
    [TestCase("{{$x:=1}}{{$x}}", "1")]
    [TestCase("{{if $x := .I}}{{$x}}{{else}}{{$x}}{{end}}", "42")]
    [TestCase("{{with .M}}{{$.S}}{{.a}}{{end}}", "hellox")]
    [TestCase("{{$i := 0}}{{$e := 0}}{{range $i, $e = .L}}{{$e}}{{end}}{{$i}}{{$e}}", "a12.5true<no value>4<no value>")]
    [TestCase("{{$x := 1}}{{range .L}}{{$x = 5}}{{end}}{{$x}}", "5")]
    [TestCase("{{$x := 1}}{{range .L}}{{$x := 5}}{{end}}{{$x}}", "1")]
    [TestCase("{{not .S}} {{not .X}} {{not 0}}", "false true true")]
    [TestCase("{{and .T (eq .I 42) | print}}", "true")]
    [TestCase("{{- .S}} x {{.S -}}   y", "hello x helloy")]
    [TestCase("{{ -3 }}", "-3")]
    [TestCase("{{- 3 -}}", "3")]
    [TestCase("{{-3}}", "-3")]
    [TestCase("a {{-3}} b", "a -3 b")]
    [TestCase("{{3 -}} x", "3x")]
    [TestCase("{{.S -}}", "hello")]
    [TestCase("x", "x")]
    [TestCase("{{print (len .S) (index .L 1)}}", "5 1")]
    [TestCase("{{print .F \"x\" .F}}{{print 1 nil 2}}", "3.25x3.251 <nil> 2")]
    [TestCase("{{with .S}}{{len .}}{{end}}", "5")]
    [TestCase("{{if eq .S \"hello\" | not}}a{{else}}b{{end}}", "b")]
    [TestCase("{{index .M \"a\" 0}}", "120")]
    [TestCase("{{print 1.0 2.50 1e100}}", "1 2.5 1e+100")]
    [TestCase("{{- /* a */ -}}{{- .S -}}{{- /* b */}}", "hello")]
    [TestCase("{{`raw\r\nline`}}", "raw\nline")]
    [TestCase("{{.S\n|\nlen}}", "5")]
    [TestCase("a\n\t {{- .S -}} \n\n b", "ahellob")]

    // What newer versions of Go render.
    [TestCase("{{range 3}}{{.}}{{end}}|{{range $i := 2}}{{$i}}{{end}}|{{range 0}}x{{else}}none{{end}}", "012|01|none")]
    [TestCase("{{with .X}}a{{else with .S}}{{.}}{{else}}c{{end}}", "hello")]
    public void Render_Template_GivesWhatGoGives(string text, string expected)
    {
        var result = GoTemplate.Render(text, Data);

        Assert.That(result.Error, Is.Null);
        Assert.That(result.Text, Is.EqualTo(expected));
    }

    [TestCase("{{.S.y}}", 2)]
    [TestCase("a {{.L.y}}", 4)]
    [TestCase("{{$y}}", 2)]
    [TestCase("{{or}}", 2)]
    [TestCase("{{range .S}}x{{end}}", 8)]
    [TestCase("{{range .L}}{{if eq . 1}}{{break}}{{end}}{{.}}{{end}}", 17)]
    [TestCase("{{break}}", 2)]
    [TestCase("{{range .L}}{{else}}{{continue}}{{end}}", 22)]
    [TestCase("{{eq .I \"42\"}}", 2)]
    [TestCase("{{eq .I 42.0}}", 2)]
    [TestCase("{{eq .L .L}}", 2)]
    [TestCase("{{eq .S}}", 2)]
    [TestCase("{{lt 1 1.5}}", 2)]
    [TestCase("{{lt true false}}", 2)]
    [TestCase("{{lt .X 1}}", 2)]
    [TestCase("{{len .I}}", 2)]
    [TestCase("{{len .X}}", 2)]
    [TestCase("{{index .L 9}}", 2)]
    [TestCase("{{index .L -1}}", 2)]
    [TestCase("{{index .L \"a\"}}", 2)]
    [TestCase("{{index .M 1}}", 2)]
    [TestCase("{{index .X 1}}", 2)]
    [TestCase("{{slice .S 3 1}}", 2)]
    [TestCase("{{slice .S 1 99}}", 2)]
    [TestCase("{{slice .S 1 2 3}}", 2)]
    [TestCase("{{slice .I 1}}", 2)]
    [TestCase("{{.S | .S}}", 7)]
    [TestCase("{{.S \"a\"}}", 2)]
    [TestCase("{{(.S) 1}}", 2)]
    [TestCase("{{1 | 2}}", 6)]
    [TestCase("{{nil}}", 2)]
    [TestCase("{{1e400}}", 2)]
    [TestCase("{{9223372036854775808}}", 2)]
    [TestCase("{{\"bad \\q\"}}", 2)]
    [TestCase("{{\"open}}", 2)]
    [TestCase("{{'ab'}}", 2)]
    [TestCase("{{''}}", 2)]
    [TestCase("{{define \"x\"}}a{{end}}", 2)]
    [TestCase("{{template \"x\"}}", 2)]
    [TestCase("{{block \"x\" .}}a{{end}}", 2)]
    [TestCase("{{call .S}}", 2)]
    [TestCase("{{foo .S}}", 2)]
    [TestCase("{{ports.web}}", 2)]
    [TestCase("{{if}}a{{end}}", 4)]
    [TestCase("{{if .T}}a", 0)]
    [TestCase("x{{end}}", 3)]
    [TestCase("{{else}}", 2)]
    [TestCase("{{if .T}}a{{else}}b{{else}}c{{end}}", 21)]
    [TestCase("{{}}", 2)]
    [TestCase("{{/* open", 2)]
    [TestCase("a {{.S", 2)]
    [TestCase("{{", 0)]
    [TestCase("{{.S}", 4)]
    [TestCase("{{..}}", 3)]
    [TestCase("{{.S-1}}", 4)]
    [TestCase("{{\"a\"\"b\"}}", 5)]
    [TestCase("{{if $x := .I}}{{$x}}{{end}}{{$x}}", 30)]
    [TestCase("{{if $x := .I}}{{$y := 1}}{{else}}{{$y}}{{end}}", 36)]
    [TestCase("{{range $i, $e = .L}}{{end}}", 8)]
    [TestCase("{{range $x, $y, $z := .L}}{{end}}", 14)]
    [TestCase("{{range $i, $e := 3}}{{end}}", 8)]
    [TestCase("{{not}}", 2)]
    [TestCase("{{not 1 2}}", 2)]
    [TestCase("{{print len}}", 8)]
    [TestCase("{{printf .I}}", 2)]
    [TestCase("{{printf}}", 2)]
    [TestCase("{{.S | | print}}", 7)]
    [TestCase("{{(.S}}", 5)]
    [TestCase("{{.S)}}", 4)]
    [TestCase("{{#if}}", 2)]
    [TestCase("{{with .T}}{{else if .T}}{{end}}", 18)]
    public void Render_BadTemplate_TellsTheCharacter(string text, int offset)
    {
        var result = GoTemplate.Render(text, Data);

        Assert.That(result.Text, Is.Null);
        Assert.That(result.Error!.Message, Is.Not.Empty);
        Assert.That(result.Error.Offset, Is.EqualTo(offset));
    }

    [TestCase("{{ports.web}} {{.S}}", "{{ports.web}} hello")]
    [TestCase("a {{- ports.my-db.bolt -}} b", "a{{- ports.my-db.bolt -}} b")]
    [TestCase("{{if .T}}{{ ports }}{{end}}", "{{ ports }}")]
    [TestCase("{{.ports}}", "<no value>")]
    [TestCase("{{.State.Health}} {{ .State }}", "{{.State.Health}} {{ .State }}")]
    public void Render_KeptRoot_StaysAsWritten(string text, string expected) =>
        Assert.That(GoTemplate.Render(text, Data, ["ports", ".State"]).Text, Is.EqualTo(expected));

    [Test]
    public void Render_TextWithoutAction_IsTheSameText()
    {
        const string text = "plain } { text";

        Assert.That(GoTemplate.Render(text, Data).Text, Is.SameAs(text));
    }

    [TestCase("{{range 1000000000}}{{end}}")]
    [TestCase("{{range 100000}}{{range 100000}}{{range 100000}}{{end}}{{end}}{{end}}")]
    [TestCase("{{range 100000}}{{printf \"%1000000d\" 1}}{{end}}")]
    [TestCase("{{$x := \"a\"}}{{range 64}}{{$x = printf \"%s%s\" $x $x}}{{end}}{{len $x}}")]
    [TestCase("{{$x := printf \"%1000000d\" 1}}{{range 1000000}}{{if eq $x (index $.L 0) $x}}{{len $x}}{{end}}{{end}}")]
    [TestCase("{{range 1000000}}{{printf \"%.1000f\" 1.5e-300}}{{end}}")]
    [TestCase("{{range 1000000}}{{printf \"%.0f\" 1.5e-300}}{{end}}")]
    [TestCase("{{range 100000}}{{print $}}{{end}}")]
    [CancelAfter(10_000)]
    public void Render_EndlessWork_IsRefusedSoon(string text)
    {
        var started = TimeProvider.System.GetTimestamp();

        var result = GoTemplate.Render(text, Data);

        Assert.That(TimeProvider.System.GetElapsedTime(started), Is.LessThan(TimeSpan.FromSeconds(3)));
        Assert.That(result.Error!.Message, Does.Contain("too large"));
    }

    [TestCase("{{if .T}}", "{{end}}")]
    [TestCase("{{$x := 1}}{{$x}}", "")]
    [TestCase("{{1", "")]
    [TestCase("{{1e+", "")]
    [TestCase("{{.a", "")]
    [TestCase("{{print ", "}}")]
    [TestCase("{{range .L}}", "")]
    [TestCase("{{if .T}}a{{else if .T}}", "")]
    [TestCase("((((", "))))")]
    [TestCase("{{((((", "))))}}")]
    public void Render_DeepNesting_DoesNotOverflow(string open, string close) => Assert.That(
        GoTemplate.Render("{{.S}}" + string.Concat(Enumerable.Repeat(open, 20_000)) + string.Concat(Enumerable.Repeat(close, 20_000)), Data).Text,
        open == "((((" ? Does.StartWith("hello((((") : Is.Null);

    [Test]
    public void Render_LongTemplate_IsRefused() =>
        Assert.That(GoTemplate.Render("{{.S}}" + new string('x', 2_000_000), Data).Error, Is.Not.Null);
}
