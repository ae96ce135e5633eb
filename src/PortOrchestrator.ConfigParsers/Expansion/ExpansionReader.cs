namespace PortOrchestrator.ConfigParsers.Expansion;

/// <summary>One pass over a text that writes its expansion; used once.</summary>
internal sealed class ExpansionReader(string text, Func<string, string?> lookup)
{
    private readonly ExpansionBudget _budget = new();
    private readonly List<ExpansionError> _errors = [];
    private readonly List<ExpansionError> _warnings = [];
    private int _position;
    private int _depth;
    private int _lineEnd;
    private bool _isComment;

    public ExpansionResult Read()
    {
        var output = ExpansionOutput.Result(_budget);
        while (_position < text.Length && _errors.Count < ExpansionLimits.Problems)
        {
            var start = _position;
            var dollar = text.IndexOf('$', start);
            _position = dollar < 0 ? text.Length : dollar;
            output.Copy(text, start, _position);
            if (dollar >= 0) ReadDollar(output);
            if (!_budget.IsSpent) continue;
            _errors.Clear();
            _errors.Add(new ExpansionError("the expanded text becomes too large, or takes too long to make; use fewer references or shorter values", start));
            break;
        }

        return _errors.Count == 0
            ? new ExpansionResult { Text = output.ToString(), Segments = output.Segments, Warnings = _warnings }
            : new ExpansionResult { Errors = _errors, Warnings = _warnings };
    }

    private void ReadDollar(ExpansionOutput output)
    {
        var start = _position;
        if (Next(1) != '{')
        {
            // Of two dollars one stays; one alone belongs to the shell.
            output.Copy(text, start, start + 1);
            _position += Next(1) == '$' ? 2 : 1;
            return;
        }

        var isComment = IsInComment(start);
        var warnings = _warnings.Count;
        var mark = output.Mark();
        _position += 2;
        _depth = 0;
        var problem = ReadReference(output);
        if (isComment)
        {
            _warnings.RemoveRange(warnings, _warnings.Count - warnings);
            if (problem is null && _position > _lineEnd) problem = new ExpansionError("the closing } is missing on this line", start);
            if (problem is not null) Warn(problem with { Message = problem.Message + "; this comment is left as it is" });
        }
        else if (problem is not null)
        {
            _errors.Add(problem);
        }

        if (problem is null) return;
        output.Return(mark);
        _position = start + 2;
        output.Copy(text, start, _position);
    }

    /// <summary>Reads on behind <c>${</c> up to and with the closing brace.</summary>
    private ExpansionError? ReadReference(ExpansionOutput output)
    {
        if (++_depth > ExpansionLimits.Depth) return Problem("references are nested too deep; write them one after another");
        var problem = Peek() == '#' ? ReadLength(output) : ReadNamed(output);
        _depth--;
        return problem;
    }

    private ExpansionError? ReadLength(ExpansionOutput output)
    {
        _position++;
        var name = ReadName();
        if (name.Length == 0) return Problem("a variable's name is missing after ${#");
        if (Close() is { } problem) return problem;
        output.Append(ExpansionFunctions.Length(Value(name)));
        return null;
    }

    private ExpansionError? ReadNamed(ExpansionOutput output)
    {
        var name = ReadName();
        if (name.Length == 0) return Problem("a variable's name is missing after ${; write $${ for a ${ that is not expanded here");
        var value = Value(name);
        switch (Peek())
        {
            case ':' when Next(1) is '=' or '-':
                _position += 2;
                return ReadDefault(output, value);
            case ':' when Next(1) is '?' or '+':
                var sign = Next(1);
                Warn(Problem($"'${{{Excerpt.Of(name)}:{sign}…}}' acts like '${{{Excerpt.Of(name)}:-…}}' in this file format, not as in a shell; write ':-', or escape it as $${{"));
                _position += 2;
                return ReadDefault(output, value);
            case '=':
                _position++;
                return ReadDefault(output, value);
            case ':':
                return ReadSubstring(output, value);
            case ',' or '^':
                return ReadCase(output, value);
            case '/':
                return ReadReplacement(output, value);
            case '#' or '%':
                return ReadRemoval(output, value);
            default:
                if (Close() is { } problem) return problem;
                output.Append(value);
                return null;
        }
    }

    private ExpansionError? ReadDefault(ExpansionOutput output, string value)
    {
        if (value.Length == 0) return ReadWord(output, '}') ?? Close();
        output.Append(value);
        return ReadWord(ExpansionOutput.Nowhere, '}') ?? Close();
    }

    private ExpansionError? ReadSubstring(ExpansionOutput output, string value)
    {
        _position++;
        if (ReadArgument(out var start, ':', '}') is { } problem) return problem;
        if (start.Length == 0) return Problem("a position is missing after the colon");
        string? length = null;
        if (Peek() == ':')
        {
            _position++;
            if (ReadArgument(out length, '}') is { } second) return second;
        }

        if (Close() is { } open) return open;
        output.Append(ExpansionFunctions.Substring(value, start, length));
        return null;
    }

    private ExpansionError? ReadCase(ExpansionOutput output, string value)
    {
        var sign = Peek();
        var isAll = Next(1) == sign;
        _position += isAll ? 2 : 1;
        if (Close() is { } problem) return problem;
        output.Append(ExpansionFunctions.Case(value, sign == '^', isAll));
        return null;
    }

    private ExpansionError? ReadReplacement(ExpansionOutput output, string value)
    {
        _position++;
        var kind = Peek() is '/' or '#' or '%' ? text[_position++] : ' ';
        var place = _position;
        if (ReadArgument(out var pattern, '/', '}') is { } problem) return problem;
        if (pattern.Length == 0 && kind is '/' or ' ') return new ExpansionError("what is to be replaced is missing", place);
        var replacement = "";
        if (Peek() == '/')
        {
            _position++;
            if (ReadArgument(out replacement, '}') is { } second) return second;
        }

        if (Close() is { } open) return open;
        ExpansionFunctions.Replace(output, _budget, value, kind, pattern, replacement);
        return null;
    }

    private ExpansionError? ReadRemoval(ExpansionOutput output, string value)
    {
        var sign = Peek();
        var isLongest = Next(1) == sign;
        _position += isLongest ? 2 : 1;
        if (ReadArgument(out var pattern, '}') is { } problem) return problem;
        if (Close() is { } open) return open;
        output.Append(ExpansionFunctions.Remove(_budget, value, pattern, isPrefix: sign == '#', isLongest));
        return null;
    }

    private ExpansionError? ReadArgument(out string word, char end, char otherEnd = '}')
    {
        var output = ExpansionOutput.Argument(_budget);
        var problem = ReadWord(output, end, otherEnd, hasEscapes: end == '/' || otherEnd == '/');
        word = output.ToString();
        return problem;
    }

    /// <summary>Reads text and nested references up to an end character, which is not read.</summary>
    private ExpansionError? ReadWord(ExpansionOutput output, char end, char otherEnd = '}', bool hasEscapes = false)
    {
        ReadOnlySpan<char> stops = [end, otherEnd, '$', hasEscapes ? '\\' : '$'];
        while (_position < text.Length)
        {
            var start = _position;
            var length = text.AsSpan(start).IndexOfAny(stops);
            _position = length < 0 ? text.Length : start + length;
            output.Copy(text, start, _position);
            var (c, following) = (Next(0), Next(1));
            if (c == end || c == otherEnd || length < 0) break;
            if (c == '$' && following == '{')
            {
                _position += 2;
                if (ReadReference(output) is { } problem) return problem;
                continue;
            }

            var isPair = c == '$' ? following == '$' : following is '/' or '\\' or '}';
            var kept = isPair ? _position + 1 : _position;
            output.Copy(text, kept, kept + 1);
            _position = kept + 1;
        }

        return null;
    }

    private ReadOnlySpan<char> ReadName()
    {
        var start = _position;
        while (_position < text.Length && (char.IsLetterOrDigit(text[_position]) || text[_position] == '_')) _position++;
        return text.AsSpan(start, _position - start);
    }

    private ExpansionError? Close()
    {
        if (Peek() != '}')
        {
            return Problem(_position >= text.Length
                ? "the closing } is missing"
                : $"'{Excerpt.Of([text[_position]])}' cannot stand here; close the reference with }}, or write $${{ for a ${{ that is not expanded here");
        }

        _position++;
        return null;
    }

    private string Value(ReadOnlySpan<char> name) => lookup(name.ToString()) ?? "";

    private char Peek() => Next(0);

    private char Next(int distance) => _position + distance < text.Length ? text[_position + distance] : '\0';

    private ExpansionError Problem(string message) => new(message, Math.Min(_position, text.Length));

    private void Warn(ExpansionError warning)
    {
        if (_warnings.Count < ExpansionLimits.Problems) _warnings.Add(warning);
    }

    private bool IsInComment(int position)
    {
        if (position < _lineEnd) return _isComment;
        var start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        var end = text.IndexOf('\n', position);
        _lineEnd = end < 0 ? text.Length : end;
        return _isComment = text.AsSpan(start, position - start).TrimStart() is ['#', ..];
    }
}
