using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.Tests.Templates;

internal sealed class TemplateFuzzTests : TemplateFixture
{
    [Test]
    [CancelAfter(900_000)]
    public void Render_MadeUpTemplates_AlwaysEndInTextOrError(CancellationToken cancellationToken)
    {
        var rendered = 0;
        FuzzRun.Try(Make, Check, cancellationToken);
        Assert.That(rendered, Is.GreaterThan(FuzzRun.Inputs / 20), "too few of the templates are valid to test the rendering");

        void Check(string text)
        {
            var result = GoTemplate.Render(text, Data, ["ports"]);
            Assert.That(result.Text is null, Is.Not.EqualTo(result.Error is null));
            if (result.Error is { } error) Assert.That(error.Offset, Is.InRange(0, text.Length));
            else rendered++;
        }
    }

    private static string Make(Random random)
    {
        var text = new FuzzText(random);
        AddNodes(text, 0);
        return text.Finish("{}-.$|()\"`'\\:=,%/* \n#ax0");
    }

    private static void AddNodes(FuzzText text, int depth)
    {
        for (var n = text.Next(4) + (depth == 0 ? 1 : 0); n > 0; n--)
        {
            switch (depth < 4 ? text.Next(9) : text.Next(4))
            {
                case 0: text.Add("plain ", "\n  ", "} { ", "é日"); break;
                case 1 or 2: AddAction(text, depth); break;
                case 3: text.Add("{{/* c */}}", "{{- /* c */ -}}", "{{ports.web}}", "{{$x := 1}}{{$x}}", "{{$x := .L}}{{range $x}}{{$x}}{{end}}"); break;
                case 4: AddBlock(text, "if", depth, text.Chance(0.5)); break;
                case 5: AddBlock(text, "with", depth, text.Chance(0.5)); break;
                case 6 or 7: AddBlock(text, "range", depth, text.Chance(0.3)); break;
                default:
                    text.Add("{{range $k, $v := ").Add(".M", ".L", "$", ".EM", ".X").Add("}}{{$k}}={{$v}}").Add("", "{{break}}", "{{continue}}");
                    AddNodes(text, depth + 1);
                    text.Add("{{end}}");
                    break;
            }
        }
    }

    private static void AddBlock(FuzzText text, string word, int depth, bool hasElse)
    {
        text.Add("{{", "{{- ").Add(word + " ");
        AddPipeline(text, depth);
        text.Add("}}", " -}}");
        AddNodes(text, depth + 1);
        if (hasElse)
        {
            text.Add("{{else}}");
            AddNodes(text, depth + 1);
        }

        text.Add("{{end}}");
    }

    private static void AddAction(FuzzText text, int depth)
    {
        text.Add("{{", "{{ ", "{{- ");
        AddPipeline(text, depth);
        text.Add("}}", " }}", " -}}");
    }

    private static void AddPipeline(FuzzText text, int depth)
    {
        AddCommand(text, depth);
        while (text.Chance(0.2)) text.Add(" | ").Add("len", "print", "printf \"%v\"", "html", "js", "urlquery", "not", "println", "index .L");
    }

    private static void AddCommand(FuzzText text, int depth)
    {
        if (text.Chance(0.5))
        {
            AddOperand(text, depth);
            return;
        }

        text.Add("and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "len", "index", "slice", "print", "println", "html", "js", "urlquery", "printf", "call");
        if (text.Chance(0.3)) text.Add(" \"%").Add("", "-", "+", "#", "0", " ", "*").Add("", "5", "300", "99999").Add("", ".2", ".0", ".").Add("s", "d", "v", "q", "x", "t", "f", "e", "g", "T", "U", "c", "b", "z", "%").Add("\"");
        for (var n = text.Next(4); n > 0; n--)
        {
            text.Add(" ");
            AddOperand(text, depth + 1);
        }
    }

    private static void AddOperand(FuzzText text, int depth)
    {
        if (depth > 4 || text.Chance(0.85))
        {
            text.Add(
                ".", "$", ".S", ".I", ".F", ".T", ".N", ".L", ".M", ".M.n.k", ".X", ".X.y", ".U", ".H", ".EL", "$.S", "true", "false", "nil", "1", "-7", "2.5", "1e9", "0x1F", "100000",
                "\"a\"", "\"%d %s\"", "`raw`", "'c'", "\"\\u00e9\\n\"", "$x", "9223372036854775807");
            return;
        }

        text.Add("(");
        AddPipeline(text, depth + 1);
        text.Add(")", ").k");
    }
}
