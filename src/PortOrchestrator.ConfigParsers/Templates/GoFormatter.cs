using System.Globalization;
using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Writes values by the verbs and flags of Go's package <c>fmt</c>.</summary>
internal sealed class GoFormatter(TemplateOutput output)
{
    private const int LargestNumber = 1_000_000;
    private GoVerb _verb;
    private string? _problem;

    /// <summary>Writes a format with its arguments.</summary>
    /// <returns>Why this cannot be done, else null.</returns>
    public string? Format(string format, ReadOnlySpan<TemplateValue> arguments)
    {
        var next = 0;
        for (var i = 0; i < format.Length && _problem is null;)
        {
            var percent = format.IndexOf('%', i);
            output.Append(format.AsSpan(i, (percent < 0 ? format.Length : percent) - i));
            if (percent < 0) break;
            i = percent + 1;
            if (!ReadVerb(format, ref i, arguments, ref next)) break;
            if (_verb.Letter.Value == '%') output.Append('%');
            else if (next >= arguments.Length) output.Append($"%!{_verb.Letter}(MISSING)");
            else if (_verb.Letter.Value == 'T') WritePadded(TypeOf(arguments[next++]));
            else WriteValue(arguments[next++], 0);
        }

        if (_problem is null && next < arguments.Length) WriteExtra(arguments[next..]);
        return _problem;
    }

    /// <summary>Writes a value by a verb without flags.</summary>
    public void Write(TemplateValue value, char verb)
    {
        _verb = new GoVerb { Letter = new Rune(verb) };
        WriteValue(value, 0);
    }

    private bool ReadVerb(string format, ref int i, ReadOnlySpan<TemplateValue> arguments, ref int next)
    {
        _verb = GoVerb.ReadFlags(format, ref i);
        _verb.Width = ReadNumber(format, ref i, arguments, ref next, "BADWIDTH");
        if (_verb.Width < 0) (_verb.IsLeft, _verb.Width) = (true, -_verb.Width);
        if (i < format.Length && format[i] == '.')
        {
            i++;
            _verb.Precision = ReadNumber(format, ref i, arguments, ref next, "BADPREC") ?? 0;
            if (_verb.Precision < 0) _verb.Precision = null;
        }

        if (_problem is null && i < format.Length && format[i] == '[') _problem = "printf takes its arguments in their order; indexes in brackets are not supported";
        if (_problem is not null) return false;
        if (!Rune.TryGetRuneAt(format, Math.Min(i, format.Length - 1), out var letter)) letter = Rune.ReplacementChar;
        if (i >= format.Length)
        {
            output.Append("%!(NOVERB)");
            return false;
        }

        i += letter.Utf16SequenceLength;
        _verb.Letter = letter;
        if (letter.Value == 'v') (_verb.IsGoSyntax, _verb.IsSharp, _verb.HasPlus) = (_verb.IsSharp, false, false);
        return true;
    }

    private int? ReadNumber(string format, ref int i, ReadOnlySpan<TemplateValue> arguments, ref int next, string complaint)
    {
        if (i < format.Length && format[i] == '*')
        {
            i++;
            if (next < arguments.Length && arguments[next++] is { Kind: TemplateKind.Integer, Integer: >= -LargestNumber and <= LargestNumber } number) return (int)number.Integer;
            output.Append($"%!({complaint})");
            return null;
        }

        var start = i;
        while (i < format.Length && char.IsAsciiDigit(format[i])) i++;
        if (i == start) return null;
        if (int.TryParse(format.AsSpan(start, i - start), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= LargestNumber) return value;
        _problem = $"a width or precision of printf is at most {LargestNumber}";
        return null;
    }

    private void WriteExtra(ReadOnlySpan<TemplateValue> arguments)
    {
        output.Append("%!(EXTRA ");
        for (var i = 0; i < arguments.Length; i++)
        {
            if (i > 0) output.Append(", ");
            if (arguments[i].Kind != TemplateKind.None) output.Append(TypeOf(arguments[i]) + "=");
            Write(arguments[i], 'v');
        }

        output.Append(')');
    }

    private void WriteValue(TemplateValue value, int depth)
    {
        if (value.Kind == TemplateKind.Number && _verb.Precision is not null) output.Budget.TakeCharacters(GoFloat.ExactDigits(value.Number));
        if (output.Budget.IsSpent) return;
        switch (value.Kind)
        {
            case TemplateKind.None when depth > 0: output.Append(_verb.IsGoSyntax ? "interface {}(nil)" : "<nil>"); break;
            case TemplateKind.None when _verb.Letter.Value == 'v': WritePadded("<nil>"); break;
            case TemplateKind.Text when GoVerb.Text(_verb, value.Text) is { } text: WritePadded(text); break;
            case TemplateKind.Integer when GoVerb.Integer(_verb, value.Integer) is { } number: WriteNumber(number); break;
            case TemplateKind.Number when GoVerb.Number(_verb, value.Number) is { } number: WriteNumber(number); break;
            case TemplateKind.Flag when _verb.Letter.Value is 'v' or 't': WritePadded(value.Flag ? "true" : "false"); break;
            case TemplateKind.List or TemplateKind.Map when _verb.Letter.Value is not 'p': WriteCollection(value, depth + 1); break;
            default: WriteBadVerb(value, depth); break;
        }
    }

    private void WriteCollection(TemplateValue value, int depth)
    {
        if (depth > TemplateLimits.Depth)
        {
            output.Append("…");
            return;
        }

        var isGoSyntax = _verb.IsGoSyntax;
        if (isGoSyntax) output.Append(TypeOf(value));
        else if (value.Kind == TemplateKind.Map) output.Append("map");
        output.Append(isGoSyntax ? '{' : '[');
        var isFirst = true;
        if (value.Kind == TemplateKind.List)
        {
            foreach (var item in value.List)
            {
                WriteSeparator();
                if (!output.Budget.TakeSteps(1)) return;
                WriteValue(item, depth);
            }
        }
        else
        {
            foreach (var key in GoPrinter.KeysOf(value.Map, output.Budget))
            {
                WriteSeparator();
                if (!output.Budget.TakeSteps(1)) return;
                WriteValue(TemplateValue.Of(key), depth);
                output.Append(':');
                WriteValue(value.Map[key], depth);
            }
        }

        output.Append(isGoSyntax ? '}' : ']');

        void WriteSeparator()
        {
            if (!isFirst) output.Append(isGoSyntax ? ", " : " ");
            isFirst = false;
        }
    }

    private void WriteBadVerb(TemplateValue value, int depth)
    {
        var verb = _verb;
        output.Append($"%!{verb.Letter}(");
        _verb.Letter = new Rune('v');
        if (value.Kind == TemplateKind.None)
        {
            output.Append("<nil>");
        }
        else
        {
            output.Append(TypeOf(value) + "=");
            WriteValue(value, depth);
        }

        output.Append(')');
        _verb = verb;
    }

    private void WriteNumber(string text)
    {
        // Zeros go between the sign and the digits.
        var fill = (_verb.Width ?? 0) - text.Length;
        var isCharacter = _verb.Letter.Value is 'c' or 'q';
        if (!_verb.HasZeros || _verb.IsLeft || fill <= 0 || isCharacter || !_verb.AllowsZeros(text))
        {
            WritePadded(text, isNumber: !isCharacter);
            return;
        }

        var sign = text[0] is '+' or '-' or ' ' ? 1 : 0;
        output.Append(text.AsSpan(0, sign));
        output.Append('0', fill);
        output.Append(text.AsSpan(sign));
    }

    private void WritePadded(string text, bool isNumber = false)
    {
        var width = _verb.Width ?? 0;
        var fill = width == 0 ? 0 : width - text.EnumerateRunes().Count();
        if (!_verb.IsLeft) output.Append(_verb.HasZeros && !isNumber ? '0' : ' ', fill);
        output.Append(text);
        if (_verb.IsLeft) output.Append(' ', fill);
    }

    private static string TypeOf(TemplateValue value) => value.Kind switch
    {
        TemplateKind.Text => "string",
        TemplateKind.Integer => "int",
        TemplateKind.Number => "float64",
        TemplateKind.Flag => "bool",
        TemplateKind.List => "[]interface {}",
        TemplateKind.Map => "map[string]interface {}",
        _ => "<nil>",
    };
}
