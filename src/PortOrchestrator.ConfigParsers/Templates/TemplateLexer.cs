using System.Text;

namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Cuts a template into text, comments and the tokens of its actions. Remembers the first error; from then on the text has ended.</summary>
internal sealed class TemplateLexer(string text)
{
    private int _position;
    private bool _trimsNext;

    public TemplateError? Error { get; private set; }

    public int Position => _position;

    public bool IsAtEnd => Error is not null || _position >= text.Length;

    /// <summary>Where the action that is being read begins, at its braces.</summary>
    public int ActionStart { get; private set; }

    public void Fail(string message, int offset) => Error ??= new TemplateError(message, Math.Min(offset, text.Length));

    /// <summary>Reads the text up to the next action and the opening braces of that action, if there is one.</summary>
    /// <returns>Whether there is an action.</returns>
    public bool ReadText(out int start, out int end)
    {
        var open = text.IndexOf("{{", _position, StringComparison.Ordinal);
        (start, end) = (_position, open < 0 ? text.Length : open);
        if (_trimsNext) start += BlanksAt(start, end);
        _trimsNext = false;
        _position = end;
        if (open < 0) return false;
        ActionStart = open;
        _position += 2;
        if (Peek() == '-' && IsBlank(Peek(1)))
        {
            _position++;
            while (end > start && IsBlank(text[end - 1])) end--;
        }

        return true;
    }

    /// <summary>Reads the rest of the action if it is a comment.</summary>
    public bool SkipComment()
    {
        var start = _position + BlanksAt(_position, text.Length);
        if (Error is not null || string.CompareOrdinal(text, start, "/*", 0, 2) != 0) return false;
        var end = text.IndexOf("*/", start + 2, StringComparison.Ordinal);
        if (end < 0)
        {
            Fail("the comment has no closing */", start);
            return true;
        }

        _position = end + 2;
        if (Next().Kind != TemplateTokenKind.Close) Fail("a comment fills its whole action; end it with */}}", end);
        return true;
    }

    /// <summary>Reads the rest of the action as it stands, if it begins with one of the given names.</summary>
    public bool SkipKept(IReadOnlyCollection<string> roots)
    {
        var start = _position + BlanksAt(_position, text.Length);
        var end = start < text.Length && text[start] == '.' ? start + 1 : start;
        while (end < text.Length && IsNamePart(text[end])) end++;
        if (end == start || !roots.Contains(text[start..end], StringComparer.Ordinal)) return false;
        var close = text.IndexOf("}}", end, StringComparison.Ordinal);
        if (close < 0) return false;
        _position = close + 2;
        return true;
    }

    /// <summary>The kind of the next token, which is not read.</summary>
    public TemplateTokenKind Ahead()
    {
        var before = (_position, _trimsNext, Error);
        var kind = Next().Kind;
        (_position, _trimsNext, Error) = before;
        return kind;
    }

    /// <summary>The next token of the action.</summary>
    public TemplateToken Next()
    {
        var blanks = BlanksAt(_position, text.Length);
        var start = _position += blanks;
        if (IsAtEnd)
        {
            Fail("the action has no closing }}", ActionStart);
            return new TemplateToken(TemplateTokenKind.Close, text.Length, 0);
        }

        if (blanks > 0 && Peek() == '-' && Peek(1) == '}' && Peek(2) == '}')
        {
            _trimsNext = true;
            return Token(TemplateTokenKind.Close, 3);
        }

        var (c, following) = (Peek(), Peek(1));
        switch (c)
        {
            case '}' when following == '}': return Token(TemplateTokenKind.Close, 2);
            case '|': return Token(TemplateTokenKind.Pipe, 1);
            case '(': return Token(TemplateTokenKind.LeftParenthesis, 1);
            case ')': return Token(TemplateTokenKind.RightParenthesis, 1);
            case ',': return Token(TemplateTokenKind.Comma, 1);
            case '=': return Token(TemplateTokenKind.Assign, 1);
            case ':' when following == '=': return Token(TemplateTokenKind.Declare, 2);
            case '"' or '`' or '\'': return Quoted(c);
            case '.' when !char.IsAsciiDigit(following): return PathOrDot();
            case '$': return Token(TemplateTokenKind.Variable, 1 + NameLength(start + 1));
        }

        if (IsNamePart(c) && !char.IsAsciiDigit(c)) return Token(TemplateTokenKind.Name, NameLength(start));
        if (c is '+' or '-' or '.' || char.IsAsciiDigit(c)) return Number();
        Fail($"'{Excerpt.Of([c])}' cannot stand in an action; write {{{{ \"{{{{\" }}}} for braces that are meant as text", start);
        return new TemplateToken(TemplateTokenKind.Close, text.Length, 0);
    }

    private TemplateToken PathOrDot()
    {
        var end = _position;
        while (end < text.Length && text[end] == '.' && NameLength(end + 1) is var length and > 0) end += 1 + length;
        return end == _position ? Token(TemplateTokenKind.Dot, 1) : Token(TemplateTokenKind.Path, end - _position);
    }

    private TemplateToken Number()
    {
        var end = _position + 1;
        var hasExponent = false;
        for (; end < text.Length; end++)
        {
            var isExponent = !hasExponent && text[end] is '+' or '-' && text[end - 1] is 'e' or 'E' && text[_position + 1] is not ('x' or 'X');
            hasExponent |= isExponent;
            if (!isExponent && !IsNamePart(text[end]) && text[end] != '.') break;
        }

        var value = GoLiteral.Number(text.AsSpan(_position, end - _position), out var problem);
        if (problem is not null) Fail(problem, _position);
        return Token(TemplateTokenKind.Literal, end - _position, value);
    }

    private TemplateToken Quoted(char quote)
    {
        var start = _position;
        var end = start + 1;
        while (end < text.Length && text[end] != quote && (quote == '`' || text[end] != '\n')) end += quote != '`' && text[end] == '\\' ? 2 : 1;
        if (end >= text.Length || text[end] != quote)
        {
            Fail(quote == '\'' ? "a character has no closing '" : $"a string has no closing {quote}", start);
            return new TemplateToken(TemplateTokenKind.Close, text.Length, 0);
        }

        var content = text[(start + 1)..end];
        if (quote == '`') return Token(TemplateTokenKind.Literal, end + 1 - start, TemplateValue.Of(content.Replace("\r", "", StringComparison.Ordinal)));
        var value = GoLiteral.Unquote(content, quote);
        if (value is null) Fail("this escape is not known; write \\\\ for a backslash, or `…` for a string without escapes", start);
        if (quote == '"') return Token(TemplateTokenKind.Literal, end + 1 - start, TemplateValue.Of(value ?? ""));
        if (value is null || !Rune.TryGetRuneAt(value.Length == 0 ? " " : value, 0, out var rune) || rune.Utf16SequenceLength != value.Length)
        {
            Fail("exactly one character stands between single quotes; write \"…\" for a string", start);
            return Token(TemplateTokenKind.Literal, end + 1 - start);
        }

        return Token(TemplateTokenKind.Literal, end + 1 - start, TemplateValue.Of((long)rune.Value));
    }

    private TemplateToken Token(TemplateTokenKind kind, int length, TemplateValue value = default)
    {
        _position += length;
        return new TemplateToken(kind, _position - length, length, value);
    }

    private int NameLength(int start)
    {
        var end = start;
        while (end < text.Length && IsNamePart(text[end])) end++;
        return end - start;
    }

    private int BlanksAt(int start, int end)
    {
        var position = start;
        while (position < end && IsBlank(text[position])) position++;
        return position - start;
    }

    private char Peek(int distance = 0) => _position + distance < text.Length ? text[_position + distance] : '\0';

    private static bool IsNamePart(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\n';
}
