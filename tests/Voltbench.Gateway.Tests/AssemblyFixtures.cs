[assembly: AssemblyFixture(typeof(Voltbench.Testing.PostgresFixture))]
