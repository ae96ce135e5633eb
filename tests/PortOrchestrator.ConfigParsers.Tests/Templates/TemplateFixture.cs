using PortOrchestrator.ConfigParsers.Templates;

namespace PortOrchestrator.ConfigParsers.Tests.Templates;

/// <summary>The values that the templates of the tests work on.</summary>
internal abstract class TemplateFixture
{
    protected static TemplateValue Data { get; } = Map(
        ("S", Of("hello")), ("E", Of("")), ("I", Of(42)), ("Z", Of(0)), ("F", Of(3.25)), ("T", Of(true)), ("B", Of(false)), ("N", TemplateValue.None),
        ("L", List(Of("a"), Of(1), Of(2.5), Of(true), TemplateValue.None)),
        ("M", Map(("b", Of(2)), ("a", Of("x")), ("n", Map(("k", Of("v")))))),
        ("EL", List()), ("EM", Map()), ("H", Of("<a href='x'>&\"q\"</a>")), ("U", Of("é日\u200B")));

    protected static TemplateValue Of(string value) => TemplateValue.Of(value);

    protected static TemplateValue Of(long value) => TemplateValue.Of(value);

    protected static TemplateValue Of(double value) => TemplateValue.Of(value);

    protected static TemplateValue Of(bool value) => TemplateValue.Of(value);

    protected static TemplateValue List(params TemplateValue[] items) => TemplateValue.Of(items);

    protected static TemplateValue Map(params (string Key, TemplateValue Value)[] entries) =>
        TemplateValue.Of(entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal));
}
