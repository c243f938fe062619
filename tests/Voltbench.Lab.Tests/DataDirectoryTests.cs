namespace Voltbench.Lab.Tests;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("vb-").FullName;

    [Fact]
    public void The_first_organization_is_remembered() =>
        new DataDirectory(_root).FirstOrganization().ShouldBe(new DataDirectory(_root).FirstOrganization());

    [Fact]
    public void Many_that_draw_at_once_agree()
    {
        var drawn = new Guid[16];
        Parallel.For(0, drawn.Length, i => drawn[i] = new DataDirectory(_root).FirstOrganization());
        drawn.Distinct().Count().ShouldBe(1);
        Directory.GetFiles(_root).Length.ShouldBe(1);
    }

    [Fact]
    public void A_file_with_something_else_is_an_error_that_names_it()
    {
        File.WriteAllText(Path.Combine(_root, "organization"), "acme\n");
        Should.Throw<IOException>(() => new DataDirectory(_root).FirstOrganization()).Message.ShouldContain("organization does not hold a UUID");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void Nothing_named_means_the_default(string? path) =>
        new DataDirectory(path).FullPath.ShouldBe(Path.GetFullPath(".voltbench"));

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
