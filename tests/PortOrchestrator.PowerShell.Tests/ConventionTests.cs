using System.Management.Automation;
using System.Reflection;
using System.Runtime.Loader;
using PortOrchestrator.PowerShell.Commands;

namespace PortOrchestrator.PowerShell.Tests;

/// <summary>The rules of PowerShell's cmdlet guidelines, held against every cmdlet, including those to come.</summary>
internal sealed class ConventionTests
{
    private static readonly string[] PluralOnPurpose = ["ProjectServices"];

    private static readonly HashSet<string> ApprovedVerbs =
    [
        .. new[]
        {
            typeof(VerbsCommon), typeof(VerbsCommunications), typeof(VerbsData), typeof(VerbsDiagnostic),
            typeof(VerbsLifecycle), typeof(VerbsSecurity), typeof(VerbsOther),
        }.SelectMany(t => t.GetFields()).Select(f => (string)f.GetRawConstantValue()!),
    ];

    private static IEnumerable<Type> Cmdlets => typeof(GetProjectServiceCommand).Assembly.ExportedTypes.Where(t => t.GetCustomAttribute<CmdletAttribute>() is not null);

    [Test]
    public void Cmdlets_Names_AreApprovedSingularAndSpecific() => Assert.Multiple(() =>
    {
        foreach (var type in Cmdlets)
        {
            var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
            Assert.That(ApprovedVerbs, Does.Contain(cmdlet.VerbName), type.Name);
            Assert.That(type.Name, Is.EqualTo(cmdlet.VerbName + cmdlet.NounName + "Command"));
            Assert.That(type.IsSealed, type.Name);
            Assert.That(type.Namespace, Is.EqualTo("PortOrchestrator.PowerShell.Commands"));
            Assert.That(!cmdlet.NounName.EndsWith('s') || PluralOnPurpose.Contains(cmdlet.NounName), type.Name);
            Assert.That(cmdlet.NounName, Does.StartWith("Project").Or.StartWith("Port"), type.Name);
        }
    });

    [Test]
    public void Cmdlets_ThatChangeState_SupportShouldProcess() => Assert.Multiple(() =>
    {
        string[] reading = [VerbsCommon.Get, VerbsDiagnostic.Test, VerbsLifecycle.Wait];
        foreach (var type in Cmdlets)
        {
            var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
            Assert.That(cmdlet.SupportsShouldProcess, Is.EqualTo(!reading.Contains(cmdlet.VerbName)), type.Name);
            if (cmdlet.SupportsShouldProcess) Assert.That(cmdlet.ConfirmImpact, Is.EqualTo(ConfirmImpact.Medium), type.Name);
        }
    });

    [Test]
    public void Cmdlets_Outputs_AreDeclaredAndOfTheContracts() => Assert.Multiple(() =>
    {
        foreach (var type in Cmdlets)
        {
            var outputs = type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(o => o.Type).Select(t => t.Type).ToList();
            Assert.That(outputs, Is.Not.Empty, type.Name);
            foreach (var output in outputs)
            {
                Assert.That(output.IsArray, Is.False, type.Name);
                AssertSnapshot(output, type.Name);
            }

            if (type.GetCustomAttribute<CmdletAttribute>()!.VerbName == VerbsDiagnostic.Test) Assert.That(outputs, Is.EqualTo(new[] { typeof(bool) }), type.Name);
        }
    });

    [Test]
    public void Cmdlets_Parameters_FollowTheGuidelines() => Assert.Multiple(() =>
    {
        var common = Cmdlet.CommonParameters.Concat(Cmdlet.OptionalCommonParameters).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var type in Cmdlets)
        {
            var parameters = type.GetProperties().Where(p => p.GetCustomAttributes<ParameterAttribute>().Any()).ToList();
            foreach (var parameter in parameters)
            {
                var what = $"{type.Name}.{parameter.Name}";
                Assert.That(common, Does.Not.Contain(parameter.Name), what);
                Assert.That(char.IsUpper(parameter.Name[0]), what);
                Assert.That(parameter.PropertyType, Is.Not.EqualTo(typeof(bool)), what);
                AssertLoadsWithoutTheEngine(parameter.PropertyType, what);
                if (parameter.PropertyType.IsAssignableTo(typeof(int)) && parameter.Name is "Port" or "Exact" or "Prefer")
                    Assert.That(parameter.GetCustomAttribute<ValidateRangeAttribute>()?.MaxRange, Is.EqualTo(65535), what);
                if (parameter.Name is "Name" or "Service" && parameter.PropertyType.IsArray)
                    Assert.That(parameter.GetCustomAttribute<SupportsWildcardsAttribute>(), Is.Not.Null, what);
            }

            var bySet = parameters.SelectMany(p => p.GetCustomAttributes<ParameterAttribute>().Select(a => (Parameter: p.Name, Attribute: a))).ToList();
            var sets = bySet.Select(b => b.Attribute.ParameterSetName).Distinct().Where(s => s != ParameterAttribute.AllParameterSets).ToList();
            if (sets.Count > 1) Assert.That(type.GetCustomAttribute<CmdletAttribute>()!.DefaultParameterSetName, Is.Not.Null, type.Name);
            foreach (var set in sets.DefaultIfEmpty(ParameterAttribute.AllParameterSets))
            {
                var members = bySet.Where(b => b.Attribute.ParameterSetName == set || b.Attribute.ParameterSetName == ParameterAttribute.AllParameterSets).ToList();
                Assert.That(members.Count(m => m.Attribute.ValueFromPipeline), Is.LessThanOrEqualTo(1), $"{type.Name} {set}");
                Assert.That(members.Count(m => m.Attribute.Position >= 0), Is.LessThanOrEqualTo(2), $"{type.Name} {set}");
            }
        }
    });

    [Test]
    public void Cmdlets_ThatStartOrStop_ComeInPairsWithPassThru()
    {
        var names = Cmdlets.Select(t => t.GetCustomAttribute<CmdletAttribute>()!).Select(c => $"{c.VerbName}-{c.NounName}").ToList();
        foreach (var name in names.Where(n => n.StartsWith("Start-", StringComparison.Ordinal))) Assert.That(names, Does.Contain("Stop" + name[5..]));
        foreach (var type in Cmdlets.Where(t => t.GetCustomAttribute<CmdletAttribute>()!.VerbName is "Stop" or "Restart" or "Start"))
        {
            var writesAlways = type == typeof(StartProjectServicesCommand);
            Assert.That(type.GetProperty("PassThru") is null, Is.EqualTo(writesAlways), type.Name);
        }
    }

    private static void AssertSnapshot(Type type, string what)
    {
        AssertLoadsWithoutTheEngine(type, what);
        Assert.That(typeof(IDisposable).IsAssignableFrom(type), Is.False, what);
        foreach (var property in type.GetProperties().Where(p => p.SetMethod is not null))
        {
            var isInit = property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Any(m => m.Name == "IsExternalInit");
            Assert.That(isInit, Is.True, $"{what}: {type.Name}.{property.Name} can be changed");
        }
    }

    private static void AssertLoadsWithoutTheEngine(Type type, string what)
    {
        foreach (var part in type.GenericTypeArguments.Append(type.GetElementType() ?? type))
            Assert.That(AssemblyLoadContext.GetLoadContext(part.Assembly)?.Name, Is.Not.EqualTo("PortOrchestrator"), $"{what}: {part}");
    }
}
