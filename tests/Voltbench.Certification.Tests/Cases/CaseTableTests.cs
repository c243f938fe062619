namespace Voltbench.Certification.Tests.Cases;

/// <summary>The table of cases is what the tests and the lists say.</summary>
public sealed class CaseTableTests
{
    [Fact]
    public void Every_test_runs_a_case_of_the_list() => CaseTable.Strangers().ShouldBeEmpty();

    [Fact]
    public void A_case_that_does_not_apply_is_run_by_no_test()
        => CaseTable.Rows().Where(r => r.Reason is not null && r.Tests.Count > 0).Select(r => r.Id).ShouldBeEmpty();

    [Fact]
    public void The_document_says_what_the_tests_and_the_lists_say()
    {
        var text = CaseTable.Write(CaseTable.Rows());
        if (Environment.GetEnvironmentVariable("VOLTBENCH_WRITE_DOCS") == "1")
            File.WriteAllText(CaseTable.DocumentPath, text);
        File.ReadAllText(CaseTable.DocumentPath).ShouldBe(text, "docs/certification.md is not what the tests and lists say; write it anew with VOLTBENCH_WRITE_DOCS=1");
    }
}
