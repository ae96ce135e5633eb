namespace PortOrchestrator.ConfigParsers.Templates;

/// <summary>One rendering of a parsed template. Remembers the first error; from then on nothing is done.</summary>
internal sealed class TemplateRun
{
    private readonly string _text;
    private readonly TemplateOutput _output;
    private readonly TemplateBudget _budget = new();
    private readonly TemplateFunctions _functions;
    private readonly TemplateValue[] _variables;
    private TemplateError? _error;
    private bool _isBreaking;
    private bool _isContinuing;

    public TemplateRun(string text, TemplateValue data, int variables)
    {
        _text = text;
        _output = new TemplateOutput(_budget);
        _functions = new TemplateFunctions(_budget);
        _variables = new TemplateValue[variables];
        _variables[0] = data;
    }

    public TemplateResult Execute(IReadOnlyList<TemplateNode> nodes)
    {
        Run(nodes, _variables[0]);
        return _error is null ? new TemplateResult(_output.Take(), null) : new TemplateResult(null, _error);
    }

    private bool CanGoOn(int offset)
    {
        if (_error is null && !_budget.TakeSteps(1)) _error = new TemplateError("the template becomes too large or takes too long; loop over less", offset);
        return _error is null;
    }

    private void Run(IReadOnlyList<TemplateNode> nodes, TemplateValue dot)
    {
        for (var i = 0; i < nodes.Count && !_isBreaking && !_isContinuing; i++)
        {
            if (!CanGoOn(nodes[i].Offset)) return;
            Run(nodes[i], dot);
        }
    }

    private void Run(TemplateNode node, TemplateValue dot)
    {
        switch (node)
        {
            case TemplateNode.Copy copy:
                _output.Append(_text.AsSpan(copy.Offset, copy.Length));
                break;
            case TemplateNode.Action action:
                var value = Evaluate(action.Pipeline, dot);
                if (action.Pipeline.Variables.Count == 0 && _error is null) GoPrinter.Show(_output, value);
                break;
            case TemplateNode.Condition condition:
                var subject = Evaluate(condition.Pipeline, dot);
                if (_error is not null) break;
                var isTrue = TemplateFunctions.IsTrue(subject);
                Run(isTrue ? condition.Body : condition.Otherwise, isTrue && condition.SetsDot ? subject : dot);
                break;
            case TemplateNode.Loop loop:
                Run(loop, dot);
                break;
            case TemplateNode.Jump jump:
                (_isBreaking, _isContinuing) = (jump.IsBreak, !jump.IsBreak);
                break;
        }

        CanGoOn(node.Offset);
    }

    private void Run(TemplateNode.Loop loop, TemplateValue dot)
    {
        var places = loop.Pipeline.Variables;
        var subject = Evaluate(loop.Pipeline, dot, isLoop: true);
        if (_error is not null) return;
        var count = 0L;
        switch (subject.Kind)
        {
            case TemplateKind.Integer when places.Count > 1:
                Fail("a number is counted with one variable, not two", loop.Pipeline.Offset);
                return;
            case TemplateKind.Integer:
                for (; count < subject.Integer && Turn(TemplateValue.Of(count), TemplateValue.Of(count)); count++) { }

                break;
            case TemplateKind.List:
                for (; count < subject.List.Count && Turn(TemplateValue.Of(count), subject.List[(int)count]); count++) { }

                break;
            case TemplateKind.Map:
                foreach (var key in GoPrinter.KeysOf(subject.Map, _budget))
                {
                    if (!Turn(TemplateValue.Of(key), subject.Map[key])) break;
                    count++;
                }

                break;
            case TemplateKind.None:
                break;
            default:
                Fail($"range goes over a list, a map or a whole number, not over a {NameOf(subject)}", loop.Pipeline.Offset);
                return;
        }

        if (count == 0 && !_isBreaking && _error is null) Run(loop.Otherwise, dot);
        _isBreaking = false;

        bool Turn(TemplateValue key, TemplateValue item)
        {
            if (!CanGoOn(loop.Offset)) return false;
            if (places.Count > 0) _variables[places[^1]] = item;
            if (places.Count > 1) _variables[places[0]] = key;
            Run(loop.Body, item);
            _isContinuing = false;
            return !_isBreaking && _error is null;
        }
    }

    private TemplateValue Evaluate(TemplatePipeline pipeline, TemplateValue dot, bool isLoop = false)
    {
        TemplateValue? value = null;
        foreach (var command in pipeline.Commands)
        {
            if (!CanGoOn(pipeline.Offset)) return default;
            value = Evaluate(command, dot, value);
        }

        if (!isLoop)
        {
            foreach (var place in pipeline.Variables) _variables[place] = value ?? default;
        }

        return value ?? default;
    }

    private TemplateValue Evaluate(IReadOnlyList<TemplateOperand> command, TemplateValue dot, TemplateValue? final)
    {
        var first = command[0];
        if (first is TemplateOperand.Function function) return Call(function, command, dot, final);
        if (command.Count > 1 || final is not null) return Fail("this is no function and takes no arguments", first.Offset);
        return first is TemplateOperand.Nil ? Fail("nil alone is nothing to print", first.Offset) : ValueOf(first, dot);
    }

    private TemplateValue Call(TemplateOperand.Function function, IReadOnlyList<TemplateOperand> command, TemplateValue dot, TemplateValue? final)
    {
        var count = command.Count - 1 + (final is null ? 0 : 1);
        if (function.Name is "and" or "or")
        {
            // The rest is not looked at once the outcome is known.
            if (count == 0) return Fail($"{function.Name} needs at least one argument", function.Offset);
            var value = default(TemplateValue);
            for (var i = 1; i <= count && _error is null; i++)
            {
                value = i < command.Count ? ValueOf(command[i], dot) : final!.Value;
                if (TemplateFunctions.IsTrue(value) == (function.Name == "or")) break;
            }

            return value;
        }

        var arguments = new TemplateValue[count];
        for (var i = 1; i < command.Count && _error is null; i++) arguments[i - 1] = ValueOf(command[i], dot);
        if (final is not null) arguments[^1] = final.Value;
        if (!CanGoOn(function.Offset)) return default;
        var result = _functions.Call(function.Name, arguments, out var problem);
        return problem is null ? result : Fail(problem, function.Offset);
    }

    private TemplateValue ValueOf(TemplateOperand operand, TemplateValue dot)
    {
        if (!CanGoOn(operand.Offset)) return default;
        return operand switch
        {
            TemplateOperand.Constant constant => constant.Value,
            TemplateOperand.Dot field => Follow(dot, field.Path, field.Offset),
            TemplateOperand.Variable variable => Follow(_variables[variable.Place], variable.Path, variable.Offset),
            TemplateOperand.Group group => Follow(Evaluate(group.Pipeline, dot), group.Path, group.Offset),
            TemplateOperand.Function function => Call(function, [function], dot, null),
            _ => default,
        };
    }

    private TemplateValue Follow(TemplateValue value, IReadOnlyList<string> path, int offset)
    {
        foreach (var name in path)
        {
            // A field of nothing is nothing.
            if (value.Kind == TemplateKind.None || _error is not null) return default;
            if (value.Kind != TemplateKind.Map) return Fail($"a {NameOf(value)} has no field '{Excerpt.Of(name)}'", offset);
            value = value.Map.GetValueOrDefault(name);
        }

        return value;
    }

    private TemplateValue Fail(string message, int offset)
    {
        _error ??= new TemplateError(message, offset);
        return default;
    }

    private static string NameOf(TemplateValue value) => value.Kind switch
    {
        TemplateKind.Text => "text",
        TemplateKind.Integer => "whole number",
        TemplateKind.Number => "number",
        TemplateKind.Flag => "true or false",
        TemplateKind.List => "list",
        TemplateKind.Map => "map",
        _ => "missing value",
    };
}
