using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.Tests.Templates;

/// <summary>What Go itself writes for these formats.</summary>
internal sealed class GoFormatTests : TemplateFixture
{
    [TestCase("{{printf \"%s-%d\" .S .I}}", "hello-42")]
    [TestCase("{{printf \"%05d|%5d|%-5d|%+d|% d|%x|%X|%o|%b|%c|%q|%U|%#x|%#o|%#b|%O\" 42 42 42 42 42 42 42 42 42 42 42 42 42 42 42 42}}", "00042|   42|42   |+42| 42|2a|2A|52|101010|*|'*'|U+002A|0x2a|052|0b101010|0o52")]
    [TestCase("{{printf \"%5.3d|%.0d|%+.3d|%-8.3d|%08.3d\" 42 0 42 42 42}}", "  042||+042|042     |     042")]
    [TestCase("{{printf \"%d %x\" -42 -42}}", "-42 -2a")]
    [TestCase("{{printf \"%05d|%-05d|%+05d\" -42 42 42}}", "-0042|42   |+0042")]
    [TestCase("{{printf \"%f|%.2f|%8.3f|%-8.1f|%08.2f|%+.1f|%e|%E|%g|%G|%.3g|%.10g\" .F .F .F .F .F .F .F .F .F .F .F .F}}", "3.250000|3.25|   3.250|3.2     |00003.25|+3.2|3.250000e+00|3.250000E+00|3.25|3.25|3.25|3.25")]
    [TestCase("{{printf \"%.0f %.0f %.0f %.1f %.2f\" 0.5 1.5 2.5 0.25 0.125}}", "0 2 2 0.2 0.12")]
    [TestCase("{{printf \"%v %v %v %v %v\" 1e6 100000.0 1e20 1e21 0.00001}}", "1e+06 100000 1e+20 1e+21 1e-05")]
    [TestCase("{{printf \"%v %v %v\" 1234567.0 0.0001 123456.5}}", "1.234567e+06 0.0001 123456.5")]
    [TestCase("{{printf \"%.3g %.3g %.3g %g\" 1234.0 0.00001234 100.0 100000000.0}}", "1.23e+03 1.23e-05 100 1e+08")]
    [TestCase("{{printf \"%6.2f%%\" 12.345}}", " 12.35%")]
    [TestCase("{{printf \"%s|%10s|%-10s|%.2s|%5.1s|%q|%x|%X|% x|%#x|%#q|%+q\" .S .S .S .S .S .S .S .S .S .S .S .S}}", "hello|     hello|hello     |he|    h|\"hello\"|68656c6c6f|68656C6C6F|68 65 6c 6c 6f|0x68656c6c6f|`hello`|\"hello\"")]
    [TestCase("{{printf \"%q %q\" .U \"a\\tb\\\"c\\\\\"}}", "\"é日\\u200b\" \"a\\tb\\\"c\\\\\"")]
    [TestCase("{{printf \"%t %v %5t|%-7t|\" true false true true}}", "true false  true|true   |")]
    [TestCase("{{printf \"%d\" .S}}", "%!d(string=hello)")]
    [TestCase("{{printf \"%s\" .I}}", "%!s(int=42)")]
    [TestCase("{{printf \"%d\" .F}}", "%!d(float64=3.25)")]
    [TestCase("{{printf \"%s\" .T}}", "%!s(bool=true)")]
    [TestCase("{{printf \"%t\" 1}}", "%!t(int=1)")]
    [TestCase("{{printf \"%s %d %v %q\" .X .X .X .X}}", "%!s(<nil>) %!d(<nil>) <nil> %!q(<nil>)")]
    [TestCase("{{printf \"%z\" 3}}", "%!z(int=3)")]
    [TestCase("{{printf \"%!\" 3}}", "%!!(int=3)")]
    [TestCase("{{printf \"%\" }}", "%!(NOVERB)")]
    [TestCase("{{printf \"abc%\"}}", "abc%!(NOVERB)")]
    [TestCase("{{printf \"%d\"}}", "%!d(MISSING)")]
    [TestCase("{{printf \"%d %d\" 1}}", "1 %!d(MISSING)")]
    [TestCase("{{printf \"%d\" 1 2 \"x\" .X}}", "1%!(EXTRA int=2, string=x, <nil>)")]
    [TestCase("{{printf \"%v %d %s\" .L .L .L}}", "[a 1 2.5 true <nil>] [%!d(string=a) 1 %!d(float64=2.5) %!d(bool=true) <nil>] [a %!s(int=1) %!s(float64=2.5) %!s(bool=true) <nil>]")]
    [TestCase("{{printf \"%v %s\" .M .M}}", "map[a:x b:2 n:map[k:v]] map[a:x b:%!s(int=2) n:map[k:v]]")]
    [TestCase("{{printf \"%q\" .L}}", "[\"a\" '\\x01' %!q(float64=2.5) %!q(bool=true) <nil>]")]
    [TestCase("{{printf \"%5d|%-5v|\" .L .L}}", "[%!d(string=    a)     1 %!d(float64=  2.5) %!d(bool= true) <nil>]|[a     1     2.5   true  <nil>]|")]
    [TestCase("{{printf \"%T %T %T %T %T %T %T\" .S .I .F .T .L .M .X}}", "string int float64 bool []interface {} map[string]interface {} <nil>")]
    [TestCase("{{printf \"%#v %#v %#v %#v %#v %#v\" .S .I .F .L .M .X}}", "\"hello\" 42 3.25 []interface {}{\"a\", 1, 2.5, true, interface {}(nil)} map[string]interface {}{\"a\":\"x\", \"b\":2, \"n\":map[string]interface {}{\"k\":\"v\"}} <nil>")]
    [TestCase("{{printf \"%+v %+v\" .S .M}}", "hello map[a:x b:2 n:map[k:v]]")]
    [TestCase("{{printf \"%*d|%-*d|%.*f\" 5 42 5 42 2 3.14159}}", "   42|42   |3.14")]
    [TestCase("{{printf \"%*d\" \"a\" 42}}", "%!(BADWIDTH)42")]
    [TestCase("{{printf \"%6v|%-6v|%06v\" .S .I .I}}", " hello|42    |000042")]
    [TestCase("{{printf \"%c%c\" 65 26085}}", "A日")]
    [TestCase("{{printf \"%06s|%-06s\" \"ab\" \"ab\"}}", "0000ab|ab    ")]
    [TestCase("{{printf \"%v\" \"a\" | len}}", "1")]
    [TestCase("{{printf \"%s\" .S | printf \"%s-%s\" \"x\"}}", "x-hello")]
    [TestCase("{{.S | printf \"%q\"}}", "\"hello\"")]
    [TestCase("{{.S | len | printf \"%03d\"}}", "005")]
    [TestCase("{{(index .M \"n\").k}} {{(.M).a}} {{(printf \"%s\" .S)}}", "v x hello")]
    [TestCase("{{len (printf \"%03d\" 7)}}", "3")]
    [TestCase("{{$x := 1 | printf \"%d\"}}{{$x}}", "1")]
    [TestCase("{{range $k, $v := .M}}{{if eq $k \"a\"}}{{continue}}{{end}}{{printf \"%s:%v \" $k $v}}{{end}}", "b:2 n:map[k:v] ")]
    [TestCase("{{printf .S}}", "hello")]
    [TestCase("{{printf \"%v\" 1.0}} {{printf \"%v\" -0.0}} {{printf \"%6.2f|%-8.2f|%08.2f\" -1.5 -1.5 -1.5}}", "1 -0  -1.50|-1.50   |-0001.50")]
    [TestCase("{{printf \"%+q %#q\" \"日本\" \"a`b\"}}", "\"\\u65e5\\u672c\" \"a`b\"")]
    [TestCase("{{printf \"%08b\" 5}} {{printf \"%#X\" 255}} {{printf \"%x\" \"hello\"}} {{printf \"% d|% d\" 5 -5}}", "00000101 0XFF 68656c6c6f  5|-5")]
    [TestCase("{{printf \"%3c|%-3c|%03c\" 65 65 65}}", "  A|A  |00A")]
    [TestCase("{{printf \"%10.3v|%-10.3v|\" \"abcdef\" \"abcdef\"}}", "       abc|abc       |")]
    [TestCase("{{printf \"%10.3v\" 3.14159}}", "      3.14")]
    [TestCase("{{printf \"%e\" 0.0}} {{printf \"%g\" 0.0}} {{printf \"%.3e\" 123456.0}}", "0.000000e+00 0 1.235e+05")]
    public void Render_Format_WritesWhatGoWrites(string text, string expected)
    {
        var result = GoTemplate.Render(text, Data);

        Assert.That(result.Error, Is.Null);
        Assert.That(result.Text, Is.EqualTo(expected));
    }

    [TestCase("{{printf \"%[1]d\" 1}}", 2)]
    [TestCase("{{printf \"%9999999d\" 1}}", 2)]
    [TestCase("{{printf \"%.9999999f\" 1.0}}", 2)]
    public void Render_FormatThatIsNotSupported_IsRefused(string text, int offset) =>
        Assert.That(GoTemplate.Render(text, Data).Error!.Offset, Is.EqualTo(offset));
}
