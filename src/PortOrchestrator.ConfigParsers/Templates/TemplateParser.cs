namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>Makes the nodes of a template; used once.</summary>
internal sealed class TemplateParser(string text, IReadOnlyCollection<string> keptRoots)
{
    private readonly TemplateLexer _lexer = new(text);
    private readonly List<string> _variables = ["$"];
    private TemplateToken _token;
    private int _depth;
    private int _loops;

    public TemplateError? Error => _lexer.Error;

    /// <summary>How many variables exist at most at one time.</summary>
    public int Variables { get; private set; } = 1;

    private TemplateTokenKind Kind => _token.Kind;

    private ReadOnlySpan<char> Word => text.AsSpan(_token.Offset, _token.Length);

    public IReadOnlyList<TemplateNode> Parse()
    {
        var nodes = ReadNodes(out var end);
        if (end is not null) Fail($"'{end}' has nothing to end here; remove it, or open an if, with or range before");
        return nodes;
    }

    /// <summary>Reads nodes up to an <c>else</c> or <c>end</c>, of which only that word is read.</summary>
    private List<TemplateNode> ReadNodes(out string? end)
    {
        var nodes = new List<TemplateNode>();
        end = null;
        if (++_depth > TemplateLimits.Depth) _lexer.Fail($"if, with and range are nested deeper than {TemplateLimits.Depth}", _lexer.ActionStart);
        while (!_lexer.IsAtEnd && end is null)
        {
            var hasAction = _lexer.ReadText(out var start, out var stop);
            if (stop > start) nodes.Add(new TemplateNode.Copy(start, stop - start));
            if (hasAction) ReadAction(nodes, out end);
        }

        _depth--;
        return nodes;
    }

    private void ReadAction(List<TemplateNode> nodes, out string? end)
    {
        end = null;
        if (_lexer.SkipComment()) return;
        if (_lexer.SkipKept(keptRoots))
        {
            nodes.Add(new TemplateNode.Copy(_lexer.ActionStart, _lexer.Position - _lexer.ActionStart));
            return;
        }

        Advance();
        var start = _lexer.ActionStart;
        switch (Kind == TemplateTokenKind.Name ? Word.ToString() : "")
        {
            case "if": nodes.Add(ReadBranch(start, "if")); break;
            case "with": nodes.Add(ReadBranch(start, "with")); break;
            case "range": nodes.Add(ReadBranch(start, "range")); break;
            case "else" or "end": end = Word.ToString(); break;
            case "break" or "continue":
                var isBreak = Word is "break";
                if (_loops == 0) Fail($"'{Word}' stands outside a range");
                Advance();
                Close();
                nodes.Add(new TemplateNode.Jump(start, isBreak));
                break;
            case "define" or "template" or "block":
                Fail($"'{Excerpt.Of(Word)}' is not supported here; write what it stands for in its place");
                break;
            default:
                nodes.Add(new TemplateNode.Action(start, ReadPipeline("an action")));
                Close();
                break;
        }
    }

    private TemplateNode ReadBranch(int start, string word)
    {
        var variables = _variables.Count;
        var isLoop = word == "range";
        Advance();
        var pipeline = ReadPipeline(word, isLoop);
        Close();
        var inner = _variables.Count;
        if (isLoop) _loops++;
        var body = ReadNodes(out var end);
        if (isLoop) _loops--;
        Forget(inner);
        IReadOnlyList<TemplateNode> otherwise = end == "else" ? ReadElse(word) : [];
        if (end == "end") EndBranch();
        else if (end is null) _lexer.Fail($"'{word}' has no {{{{end}}}}", start);
        Forget(variables);
        return isLoop
            ? new TemplateNode.Loop(start, pipeline, body, otherwise)
            : new TemplateNode.Condition(start, pipeline, body, otherwise, SetsDot: word == "with");
    }

    private IReadOnlyList<TemplateNode> ReadElse(string word)
    {
        var start = _lexer.ActionStart;
        Advance();
        if (Kind == TemplateTokenKind.Name && word != "range" && Word.SequenceEqual(word))
        {
            if (++_depth > TemplateLimits.Depth) _lexer.Fail($"more than {TemplateLimits.Depth} branches follow one another", start);
            IReadOnlyList<TemplateNode> chain = Error is null ? [ReadBranch(start, word)] : [];
            _depth--;
            return chain;
        }

        Close();
        var variables = _variables.Count;
        var nodes = ReadNodes(out var end);
        Forget(variables);
        if (end == "end") EndBranch();
        else if (end is null) _lexer.Fail($"'{word}' has no {{{{end}}}}", start);
        else Fail($"this '{word}' already has an else");
        return nodes;
    }

    private void EndBranch()
    {
        Advance();
        Close();
    }

    private TemplatePipeline ReadPipeline(string owner, bool isLoop = false)
    {
        var start = _token.Offset;
        if (++_depth > TemplateLimits.Depth) Fail($"parentheses are nested deeper than {TemplateLimits.Depth}");
        var names = new List<TemplateToken>();
        var isDeclaration = ReadTargets(names, isLoop);
        var commands = new List<IReadOnlyList<TemplateOperand>>();
        do
        {
            if (commands.Count > 0) Advance();
            var words = ReadCommand();
            if (words.Count == 0) Fail($"a value is missing for {owner}");
            else if (commands.Count > 0 && words[0] is TemplateOperand.Constant or TemplateOperand.Nil or TemplateOperand.Dot { Path.Count: 0 })
            {
                _lexer.Fail("what follows | must be a function that takes the value before it", words[0].Offset);
            }

            commands.Add(words);
        }
        while (Error is null && Kind == TemplateTokenKind.Pipe);
        _depth--;
        return new TemplatePipeline(start, [.. names.Select(name => isDeclaration ? Declare(name) : Find(name))], commands);
    }

    /// <summary>Reads <c>$a :=</c>, <c>$a =</c> or, for a loop, also <c>$a, $b :=</c>.</summary>
    private bool ReadTargets(List<TemplateToken> names, bool isLoop)
    {
        if (Kind != TemplateTokenKind.Variable) return false;
        var following = _lexer.Ahead();
        if (following is not (TemplateTokenKind.Declare or TemplateTokenKind.Assign) && !(isLoop && following == TemplateTokenKind.Comma)) return false;
        names.Add(_token);
        Advance();
        if (Kind == TemplateTokenKind.Comma)
        {
            Advance();
            if (Kind == TemplateTokenKind.Variable) names.Add(_token);
            else Fail("a second variable is missing after the comma");
            Advance();
            if (Kind is not (TemplateTokenKind.Declare or TemplateTokenKind.Assign)) Fail("':=' is missing after the variables of the range");
        }

        var isDeclaration = Kind == TemplateTokenKind.Declare;
        Advance();
        return isDeclaration;
    }

    private List<TemplateOperand> ReadCommand()
    {
        var words = new List<TemplateOperand>();
        var end = -1;
        while (Error is null && Kind is not (TemplateTokenKind.Close or TemplateTokenKind.Pipe or TemplateTokenKind.RightParenthesis))
        {
            if (_token.Offset == end) Fail("a blank is missing between two words");
            words.Add(ReadOperand(out end));
        }

        return words;
    }

    private TemplateOperand ReadOperand(out int end)
    {
        var token = _token;
        switch (Kind)
        {
            case TemplateTokenKind.Literal:
                Advance(out end);
                return new TemplateOperand.Constant(token.Offset, token.Value);
            case TemplateTokenKind.Dot:
                Advance(out end);
                return new TemplateOperand.Dot(token.Offset, []);
            case TemplateTokenKind.Path:
                return new TemplateOperand.Dot(token.Offset, ReadPath(token.Offset, out end));
            case TemplateTokenKind.Variable:
                var place = Find(token);
                Advance(out end);
                return new TemplateOperand.Variable(token.Offset, place, ReadPath(end, out end));
            case TemplateTokenKind.LeftParenthesis:
                Advance();
                var pipeline = ReadPipeline("parentheses");
                if (Kind != TemplateTokenKind.RightParenthesis) Fail("the closing parenthesis is missing");
                Advance(out end);
                return new TemplateOperand.Group(token.Offset, pipeline, ReadPath(end, out end));
            case TemplateTokenKind.Name:
                var name = Word.ToString();
                if (name is "call") Fail("'call' is not supported: no value here is a function");
                else if (name is not ("true" or "false" or "nil") && !TemplateFunctions.IsKnown(name))
                    Fail($"there is no function '{Excerpt.Of(name)}'; write .{Excerpt.Of(name)} for a value");
                Advance(out end);
                if (_token.Offset == end && Kind == TemplateTokenKind.Path) Fail($"'{name}' has no fields; put it and its arguments in parentheses");
                return name switch
                {
                    "true" or "false" => new TemplateOperand.Constant(token.Offset, TemplateValue.Of(name is "true")),
                    "nil" => new TemplateOperand.Nil(token.Offset),
                    _ => new TemplateOperand.Function(token.Offset, name),
                };
            default:
                Fail($"'{Excerpt.Of(Word)}' cannot stand here");
                Advance(out end);
                return new TemplateOperand.Nil(token.Offset);
        }
    }

    /// <summary>Reads the fields that begin right at a place, if any do.</summary>
    private string[] ReadPath(int offset, out int end)
    {
        end = offset;
        if (Kind != TemplateTokenKind.Path || _token.Offset != offset) return [];
        var path = Word[1..].ToString().Split('.');
        Advance(out end);
        return path;
    }

    private int Declare(TemplateToken token)
    {
        if (_variables.Count >= TemplateLimits.Variables) _lexer.Fail($"more than {TemplateLimits.Variables} variables are set at one time", token.Offset);
        _variables.Add(text.Substring(token.Offset, token.Length));
        Variables = Math.Max(Variables, _variables.Count);
        return _variables.Count - 1;
    }

    private int Find(TemplateToken token)
    {
        var place = _variables.LastIndexOf(text.Substring(token.Offset, token.Length));
        if (place < 0) _lexer.Fail($"there is no variable {Excerpt.Of(text.AsSpan(token.Offset, token.Length))}; set it before with :=", token.Offset);
        return Math.Max(place, 0);
    }

    private void Forget(int from) => _variables.RemoveRange(from, _variables.Count - from);

    private void Close()
    {
        if (Kind != TemplateTokenKind.Close) Fail($"'{Excerpt.Of(Word)}' cannot stand here; the action ends before it");
    }

    private void Fail(string message) => _lexer.Fail(message, _token.Offset);

    private void Advance() => _token = _lexer.Next();

    private void Advance(out int end)
    {
        end = _token.End;
        Advance();
    }
}
