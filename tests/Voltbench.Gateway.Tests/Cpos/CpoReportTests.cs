using System.Globalization;
using System.Text.RegularExpressions;
using Voltbench.Gateway.Tests.Chargers;
using Voltbench.Testing;

namespace Voltbench.Gateway.Tests.Cpos;

/// <summary>The report, and who sees the token in it; other organizations see nothing at all.</summary>
public class CpoReportTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    [Fact]
    public async Task Has_the_documented_form()
    {
        var created = await gateway.Client.ReadyCpoAsync(CpoApi.Wish("REP").With("name_prefix", "Lumière").With("seed", 9));
        var id = created.String("cpo_id");
        var report = await gateway.Client.GetAsync($"/ocpi/cpos/{id}/report", 200);
        report.Body.Members().ShouldBe(["cpo_id", "markdown"]);
        report.String("cpo_id").ShouldBe(id);
        var lines = report.String("markdown").Split('\n');
        lines[0].ShouldBe($"# CPO {id} — Lumière (small-urban-ac)");
        lines.Where(l => l.StartsWith('#')).ShouldBe([lines[0], "## Party", "## Locations (2)", "## Token A"]);
        lines.ShouldContain("- Country code: FR");
        lines.ShouldContain("- Party id: REP");
        var bullets = lines.SkipWhile(l => l != "## Locations (2)").TakeWhile(l => l != "## Token A").Where(l => l.StartsWith('-')).ToList();
        bullets.Count.ShouldBe(2);
        bullets.ShouldAllBe(l => Regex.IsMatch(l, @"^- [0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12} · Lumière .+ · .+ · 3 chargers$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Shows_the_token_to_its_creator_only()
    {
        var created = await gateway.Client.ReadyCpoAsync(CpoApi.Wish("REV"));
        var (id, token, path) = (created.String("cpo_id"), created.String("token_a"), created.String("report_url"));
        (await SectionAsync(path)).ShouldBe($"`{token}`");
        (await SectionAsync(path)).ShouldBe($"`{token}`", "as often as it is asked for");

        var masked = await SectionAsync($"/ocpi/cpos/{id}/report");
        masked.ShouldStartWith($"`****************{token[^4..]}`");
        masked.ShouldNotContain(token);
        foreach (var wrong in new[] { "x", "", path.Split('=')[1][..^1] + "!", token, new string('a', 256) })
            (await SectionAsync($"/ocpi/cpos/{id}/report?reveal={Uri.EscapeDataString(wrong)}")).ShouldNotContain(token);
        (await gateway.Client.SendAsync(HttpMethod.Get, $"/ocpi/cpos/{id}/report?reveal={new string('a', 257)}")).Violations.ShouldBe(["query.reveal string_too_long"]);

        // The secret of another CPO opens nothing here.
        var other = await gateway.Client.CreateCpoAsync(CpoApi.Wish("RE2"));
        (await SectionAsync($"/ocpi/cpos/{id}/report?reveal={other.String("report_url").Split('=')[1]}")).ShouldNotContain(token);

        // What a handshake does to token A.
        await gateway.ScalarAsync<int>("delete from ocpp.ocpi_access_tokens where partner_operation_id = @Id", new { Id = long.Parse(id, CultureInfo.InvariantCulture) });
        (await SectionAsync(path)).ShouldSatisfyAllConditions(s => s.ShouldContain("used up"), s => s.ShouldNotContain(token));
    }

    [Fact]
    public async Task Another_organization_finds_nothing()
    {
        var created = await gateway.Client.ReadyCpoAsync(CpoApi.Wish("TEN"));
        var id = created.String("cpo_id");
        var missing = (await gateway.OtherClient.SendAsync(HttpMethod.Get, "/ocpi/cpos/987654321")).Text;
        foreach (var path in new[] { $"/ocpi/cpos/{id}", $"/ocpi/cpos/{id}/status", created.String("report_url") })
        {
            var reply = await gateway.OtherClient.SendAsync(HttpMethod.Get, path);
            reply.Status.ShouldBe(404);
            reply.Text.Replace(id, "987654321", StringComparison.Ordinal).ShouldBe(missing);
        }

        (await gateway.OtherClient.GetAsync("/ocpi/cpos", 200)).Text.ShouldNotContain("TEN");
        (await gateway.OtherClient.SendAsync(HttpMethod.Delete, $"/ocpi/cpos/{id}")).Status.ShouldBe(204);
        (await gateway.Client.GetAsync($"/ocpi/cpos/{id}", 200)).String("status").ShouldBe("READY");
        foreach (var (method, path) in new[] { ("GET", "/ocpi/cpos"), ("POST", "/ocpi/cpos"), ("GET", $"/ocpi/cpos/{id}"), ("DELETE", $"/ocpi/cpos/{id}"), ("GET", "/ocpi/templates/cpos") })
            (await gateway.Anonymous.SendAsync(new HttpMethod(method), path)).Status.ShouldBe(401);
    }

    private async Task<string> SectionAsync(string path) =>
        (await gateway.Client.GetAsync(path, 200)).String("markdown").Split("## Token A\n\n")[1].TrimEnd('\n');
}
