using Voltbench.Ocpi;
using Voltbench.Testing;
using Voltbench.Testing.Ocpi;
using Voltbench.Testing.Schemas;

namespace Voltbench.Gateway.Tests.OcpiPeer.Lists;

/// <summary>The lists of the CPO's side, all modules alike: pages, borders of dates, whose objects. Every body is also held against its version when the gateway ends.</summary>
public class ListTests(GatewayFixture gateway) : IClassFixture<GatewayFixture>
{
    private static readonly DateTimeOffset Start = StoredObjects.Start;

    public static TheoryData<OcpiVersion, string> Lists => new(
        from version in new[] { OcpiVersion.V211, OcpiVersion.V221 }
        from module in new[] { "locations", "tariffs", "sessions", "cdrs" }
        select (version, module));

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Pages_follow_the_link_from_the_oldest_to_the_newest_and_keep_every_filter(OcpiVersion version, string module)
    {
        var (party, peer) = await RegisteredAsync(version);
        // Changed in another order than made: pages are in the order of creation.
        for (var i = 0; i < 5; i++)
            await AddAsync(module, party, peer, $"O{i}", Start.AddMinutes(10 - i));

        var seen = new List<string>();
        Uri? next = party.Url($"{module}?limit=2&date_from={Text(Start)}&date_to={Text(Start.AddDays(1))}&own=a%26b");
        var pages = 0;
        while (next is not null)
        {
            var page = await peer.GetAsync(next);
            (page.Http, page.Code).ShouldBe((200, 1000));
            (page.Header("X-Total-Count"), page.Header("X-Limit")).ShouldBe(("5", "2"));
            Check(version, module, page);
            seen.AddRange(Names(module, page));
            next = page.Header("Link") is { } link ? NextOf(link) : null;
            if (next is not null)
                next.Query.ShouldContain($"offset={2 * ++pages}&limit=2&date_from=2026-01-01T00%3A00%3A00Z&date_to=2026-01-02T00%3A00%3A00Z&own=a%26b");
        }

        seen.ShouldBe(["O0", "O1", "O2", "O3", "O4"]);
        pages.ShouldBe(2);
        (await peer.GetAsync($"{module}?offset=5")).Data!.AsArray().Count.ShouldBe(0);
        (await peer.GetAsync($"{module}?offset=3&limit=1000000")).Data!.AsArray().Count.ShouldBe(2);
    }

    /// <summary>2.2.1: from inclusive, to exclusive. 2.1.1: after and before. An object shows milliseconds, so these are what is compared.</summary>
    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Dates_have_the_borders_that_the_version_gives_them(OcpiVersion version, string module)
    {
        var (party, peer) = await RegisteredAsync(version);
        await AddAsync(module, party, peer, "O0", Start);
        await AddAsync(module, party, peer, "O1", Start.AddHours(1).AddMicroseconds(700));
        await AddAsync(module, party, peer, "O2", Start.AddHours(2));
        var is221 = version == OcpiVersion.V221;

        (await NamesAsync(peer, module, $"date_from={Text(Start)}")).ShouldBe(is221 ? ["O0", "O1", "O2"] : ["O1", "O2"]);
        (await NamesAsync(peer, module, $"date_from={Text(Start.AddMilliseconds(-1))}")).ShouldBe(["O0", "O1", "O2"]);
        (await NamesAsync(peer, module, $"date_from={Text(Start.AddHours(1))}")).ShouldBe(is221 ? ["O1", "O2"] : ["O2"]);
        (await NamesAsync(peer, module, $"date_from={Text(Start.AddHours(1).AddMilliseconds(1))}")).ShouldBe(["O2"]);
        (await NamesAsync(peer, module, $"date_from={Text(Start.AddHours(1)).Replace("Z", ".0001Z")}")).ShouldBe(["O2"]);
        (await NamesAsync(peer, module, $"date_from={Text(Start.AddHours(2).AddMilliseconds(1))}")).ShouldBe([]);

        var before = $"date_from={Text(Start.AddDays(-1))}&date_to=";
        (await NamesAsync(peer, module, before + Text(Start))).ShouldBe([]);
        (await NamesAsync(peer, module, before + Text(Start.AddHours(1)))).ShouldBe(["O0"]);
        (await NamesAsync(peer, module, before + Text(Start.AddHours(1).AddMilliseconds(1)))).ShouldBe(["O0", "O1"]);
        (await NamesAsync(peer, module, before + "9999-12-31T23:59:59Z")).ShouldBe(["O0", "O1", "O2"]);
        (await NamesAsync(peer, module, "date_from=0001-01-01T00:00:00Z")).ShouldBe(["O0", "O1", "O2"]);
        (await NamesAsync(peer, module, $"date_from={Text(Start.AddHours(2))}&date_to={Text(Start)}")).ShouldBe([]);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task What_is_no_page_is_a_2001(OcpiVersion version, string module)
    {
        var (_, peer) = await RegisteredAsync(version);
        foreach (var query in new[] { "limit=0", "limit=-1", "limit=x", "offset=-1", "date_from=yesterday", "date_from=2026-02-30T00:00:00Z", "date_to=2026-01-01T00:00:00%2B01:00" })
        {
            var reply = await peer.GetAsync($"{module}?{query}");
            (reply.Http, reply.Code).ShouldBe((200, 2001), query);
            reply.Message.ShouldNotBeNull().ShouldContain(query.Split('=')[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task An_empty_list_is_a_list(OcpiVersion version, string module)
    {
        var (_, peer) = await RegisteredAsync(version);
        var reply = await peer.GetAsync(module);
        (reply.Http, reply.Code, reply.Data!.ToJsonString()).ShouldBe((200, 1000, "[]"));
        (reply.Header("X-Total-Count"), reply.Header("Link")).ShouldBe(("0", null));
    }

    /// <summary>Locations and tariffs are for every peer of the CPO, sessions and CDRs for the one that pays; another CPO's are nowhere.</summary>
    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_peer_sees_its_own(OcpiVersion version, string module)
    {
        var (party, peer) = await RegisteredAsync(version);
        var colleague = await TestPeer.CreateAsync(gateway, party, "OTH");
        var (other, foreigner) = await RegisteredAsync(version);
        await AddAsync(module, party, peer, "O0", Start);
        await AddAsync(module, party, colleague, "O1", Start);
        await AddAsync(module, party, null, "O2", Start);
        await AddAsync(module, other, foreigner, "O3", Start);

        var isPrivate = module is "sessions" or "cdrs";
        (await NamesAsync(peer, module, "")).ShouldBe(isPrivate ? ["O0"] : ["O0", "O1", "O2"]);
        (await NamesAsync(colleague, module, "")).ShouldBe(isPrivate ? ["O1"] : ["O0", "O1", "O2"]);
        (await NamesAsync(foreigner, module, "")).ShouldBe(["O3"]);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task The_version_details_list_the_module_and_nobody_writes_to_it(OcpiVersion version, string module)
    {
        var (party, peer) = await RegisteredAsync(version);
        var details = (await peer.GetAsync("")).Data!;
        details["endpoints"]!.AsArray().Where(e => e!["identifier"]!.GetValue<string>() == module && (version == OcpiVersion.V211 || e["role"]!.GetValue<string>() == "SENDER"))
            .Select(e => e!["url"]!.GetValue<string>()).ShouldBe([party.Url(module).ToString()]);

        foreach (var method in new[] { HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete })
            (await peer.SendAsync(method, module, "{}")).Http.ShouldBe(405, method.Method);
    }

    private static string Text(DateTimeOffset time) => OcpiDateTime.Format(time);

    private static Uri NextOf(string link) => new(link[(link.IndexOf('<') + 1)..link.IndexOf('>')]);

    private static async Task<List<string>> NamesAsync(TestPeer peer, string module, string query)
    {
        var reply = await peer.GetAsync($"{module}?{query}");
        (reply.Http, reply.Code).ShouldBe((200, 1000), query);
        return Names(module, reply);
    }

    /// <summary>Locations have ids of their own making, so their EVSE tells which it is.</summary>
    private static List<string> Names(string module, OcpiReply reply) =>
        reply.Data!.AsArray().Select(o => (module == "locations" ? o!["evses"]![0]!["uid"] : o!["id"])!.GetValue<string>()).ToList();

    private static void Check(OcpiVersion version, string module, OcpiReply reply)
    {
        if (OcpiSchemas.Available)
            OcpiSchemas.Check(version, module, reply.Data!.ToJsonString()).ShouldBeNull();
    }

    private Task AddAsync(string module, TestParty party, TestPeer? peer, string id, DateTimeOffset updated) => module switch
    {
        "locations" => StoredObjects.AddLocationAsync(gateway, party, id, updated),
        "tariffs" => StoredObjects.AddTariffAsync(gateway, party, id, updated),
        "sessions" => StoredObjects.AddSessionAsync(gateway, party, peer, id, updated),
        "cdrs" => StoredObjects.AddCdrAsync(gateway, party, peer, id, updated),
        _ => throw new ArgumentOutOfRangeException(nameof(module), module, "not a module"),
    };

    private async Task<(TestParty Party, TestPeer Peer)> RegisteredAsync(OcpiVersion version)
    {
        var party = await TestParty.CreateAsync(gateway, version);
        return (party, await TestPeer.CreateAsync(gateway, party));
    }
}
