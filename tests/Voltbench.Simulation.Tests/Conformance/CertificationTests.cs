namespace Voltbench.Simulation.Tests.Conformance;

public class CertificationTests
{
    [Fact]
    public void No_case_has_both_a_test_and_a_reason_not_to_have_one()
    {
        var rows = CertificationTable.Rows();
        var shown = rows.Where(r => r.ShownBy is not null).Select(r => (r.Version, r.Id)).ToHashSet();
        rows.Where(r => r.Reason is not null && shown.Contains((r.Version, r.Id))).Select(r => r.Id).ShouldBeEmpty();
        rows.Where(r => r.ShownBy is null && string.IsNullOrEmpty(r.Reason)).ShouldBeEmpty();
    }

    [Fact]
    public void Tests_of_cases_are_named_after_them_once()
        => CertificationTable.Rows().Where(r => r.ShownBy is not null).GroupBy(r => r.ShownBy).Where(g => g.Count() > 1).Select(g => g.Key).ShouldBeEmpty();

    [Fact]
    public void The_document_says_what_the_tests_say()
    {
        var text = CertificationTable.Write(CertificationTable.Rows());
        if (Environment.GetEnvironmentVariable("VOLTBENCH_WRITE_DOCS") == "1")
            File.WriteAllText(CertificationTable.DocumentPath, text);
        File.ReadAllText(CertificationTable.DocumentPath).ShouldBe(text, "docs/certification.md is not what the tests say; write it anew with VOLTBENCH_WRITE_DOCS=1");
    }
}
