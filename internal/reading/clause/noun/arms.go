package noun

import "github.com/tocsin-hub/tocsin/internal/reading/text"

// arms are weapons beyond those of nouns.go: makes, types, and things of every day that are used as one.
func arms() []text.Row[Noun] {
	return []text.Row[Noun]{
		row(Weapon, "firearm", `uzi uzis glock glocks beretta berettas luger makarov tokarev skorpion ar-15 ar-15s m-16 m16 m-4 ak-74 ak47 aks bazooka bazookas rpg rpgs blunderbuss derringer flintlock airguns muskets air-rifle
			air-rifles machine-pistol machine-pistols sub-machine-gun sub-machine-guns long-guns catapult catapults slingshot slingshots crossbolt dragunov taser tasers firelock flamethrower flamethrowers`),
		row(Weapon, "explosive", `canister canisters cylinder cylinders jerrycan jerrycans bomblet bomblets booby-trap booby-traps nitrate permanganate peroxide petn rdx hmtd cordite thermite napalm nitroglycerine nitroglycerin gunpowder acetone
			petrol-bomb petrol-bombs fire-bomb fire-bombs letter-bomb letter-bombs nail-bomb nail-bombs truck-bomb truck-bombs pipe-bomb pipe-bombs car-bombs parcel-bombs hand-grenade hand-grenades claymore claymores katyusha katyushas qassam qassams
			uav uavs shahed shaheds warheads torpedoes detonators fuse fuses fuze waistcoat-bomb vbied svbied rcied molotov-cocktail`),
		row(Weapon, "blade", `penknife penknives flick-knife flick-knives switchblade switchblades box-cutter box-cutters boxcutter boxcutters katana katanas scimitar scimitars cutter cutters bayonets daggers rapier stiletto cleavers screwdrivers chisel chisels
			chainsaw chainsaws pickaxe pickaxes sledgehammer sledgehammers mallet spanner spanners wrench crowbars truncheon truncheons baton batons cudgel cudgels bludgeon knuckleduster knuckledusters brick bricks syringe syringes
			javelin harpoon harpoons tomahawk panga-knife parang parangs kukri khukuri bolo bolos sabres razors sickles shovel spade spades shovels icepick ice-pick pitchforks`),
		row(Weapon, "vehicle", `minivan minivans camper-van jeeps suvs scooters quad-bike quad-bikes hatchback saloon-car sedan sedans convertible lorry-load forklift juggernaut juggernauts tractors excavator microlight paraglider paragliders`),
		row(Weapon, "heavy", `cannon cannons howitzers gunboat gunboats warplane warplanes gunships`),
		row(Weapon, "chemical", `poisons toxins strychnine arsenic thallium abrin tabun cyanides vx pesticide pesticides bleach nerve-agent`),
	}
}
