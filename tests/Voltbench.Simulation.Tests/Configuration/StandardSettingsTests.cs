using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Tests.Configuration;

/// <summary>The table of settings itself.</summary>
public class StandardSettingsTests
{
    [Fact]
    public void Every_setting_is_found_under_each_of_its_names()
    {
        foreach (var setting in StandardSettings.All)
        {
            StandardSettings.FindStored(setting.Name).ShouldBe(setting);
            if (setting.Key is { } key)
                StandardSettings.FindKey(key.ToUpperInvariant()).ShouldBe(setting);
            if (setting.Variable is { } variable)
                StandardSettings.FindVariable(VariableName.Of(variable.ToString().ToLowerInvariant())).ShouldBe(setting);
        }
    }

    [Theory]
    [InlineData("OCPPCommCtrlr.MessageTimeout[Default]", "OCPPCommCtrlr", null, "MessageTimeout", "Default")]
    [InlineData("A[x.y].B", "A", "x.y", "B", null)]
    [InlineData("A[1].B[2]", "A", "1", "B", "2")]
    public void A_variable_is_named_with_its_instances(string text, string component, string? componentInstance, string variable, string? instance)
    {
        VariableName.TryParse(text, out var name).ShouldBeTrue();
        name.ShouldBe(new VariableName(component, componentInstance, variable, instance));
        name!.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData("")]
    [InlineData("A")]
    [InlineData(".B")]
    [InlineData("A.")]
    [InlineData("A[.B")]
    [InlineData("A[].B")]
    [InlineData("A.B[]")]
    [InlineData("A.B[x")]
    public void Anything_else_names_none(string text) => VariableName.TryParse(text, out _).ShouldBeFalse();
}
